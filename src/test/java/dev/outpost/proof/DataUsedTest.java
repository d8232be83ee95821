package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.DataSize;
import dev.outpost.proof.RouterKeeps.DataUsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataUsedTest {
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");

    @ParameterizedTest(name = "{0} of {1} on {2}")
    @CsvSource(delimiter = '|', textBlock = """
            3_100_000_000  | 10_000_000_000 | 2026-11-08T00:00:00Z | 3.1 of 10 GB, at this rate until the 23rd
            3_100_000_000  | 10_000_000_000 | 2026-11-20T00:00:00Z | 3.1 of 10 GB, at this rate enough for the month
            9_900_000_000  | 10_000_000_000 | 2026-11-11T00:00:00Z | 9.9 of 10 GB, at this rate until the 11th
            400_000_000    | 500_000_000    | 2026-11-10T00:00:00Z | 400 of 500 MB, at this rate until the 12th
            10_000_000_000 | 10_000_000_000 | 2026-11-20T00:00:00Z | 10 of 10 GB, used up: viewers wait for the next month
            0              | 10_000_000_000 | 2026-11-20T00:00:00Z | 0 of 10 GB, too early to say how long that lasts
            900_000_000    | 10_000_000_000 | 2026-11-01T01:00:00Z | 0.9 of 10 GB, too early to say how long that lasts
            """)
    void saysHowLongItLasts(String used, String limit, Instant now, String words) {
        var line = "data " + limit.replace("_", "") + " " + used.replace("_", "") + " " + FIRST.getEpochSecond()
                + " 2026-11";

        assertEquals(words, DataUsed.of(List.of(line)).orElseThrow().words(now));
    }

    @Test
    void warnsFromFourFifthsOnAndNamesTheCameras() {
        var used = DataUsed.of(List.of(
                        "data 10000000000 8000000000 0 0000-00",
                        "data-camera yard 7900000000",
                        "data-camera front-gate 0"))
                .orElseThrow();

        assertTrue(used.isLow());
        assertEquals(
                "8 of 10 GB, too early to say how long that lasts (yard 7.9 GB, front-gate 0 MB)", used.words(FIRST));
    }

    @ParameterizedTest
    @CsvSource({
        "data 0 0 0 0000-00",
        "data 1 -1 0 2026-11",
        "data 99999999999999999999 1 1 2026-11",
        "data 10 1",
        "data x 1 1 2026-11",
        "nothing"
    })
    void takesNothingElseForACount(String line) {
        assertEquals(Optional.empty(), DataUsed.of(List.of(line)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            10GB | 10 GB
            10 gb | 10 GB
            1.5TB | 1.5 TB
            500MB | 500 MB
            0.5GB | 500 MB
            0GB | none
            0.5MB | none
            101TB | none
            10 | none
            10GiB | none
            -1GB | none
            1e3GB | none
            """)
    void readsWhatAPersonWrites(String text, @org.jspecify.annotations.Nullable String words) {
        assertEquals(Optional.ofNullable(words), DataSize.parse(text).map(DataSize::words));
    }
}
