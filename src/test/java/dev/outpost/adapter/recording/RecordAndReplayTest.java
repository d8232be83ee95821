package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordAndReplayTest {
    @TempDir
    Path laptop;

    @TempDir
    Path recordings;

    @ParameterizedTest
    @CsvSource({
        "huawei-e3372h-607, 4",
        "huawei-e3372h-320, 4",
        "quectel-ec25, 4",
        "nasty-chunks, 4",
        "nasty-urc-storm, 4",
        "nasty-bare-answers, 4",
        "nasty-impostors, 4",
        "nasty-silent, 6",
        "nasty-wedged, 2",
        "nasty-slow, 4",
        "nasty-reset, 2"
    })
    void aReplayComesToTheSameVerdict(String name, int times) throws Exception {
        var folder = recordings.resolve(name);
        RecordedDongle.record(name, times, laptop, folder);
        var replayed = RecordedDongle.replay(folder);

        assertEquals(RecordedDongle.documentIn(folder), RecordedDongle.timeless(replayed));
    }
}
