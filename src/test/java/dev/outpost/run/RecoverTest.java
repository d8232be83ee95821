package dev.outpost.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.ledger.PublicPort;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverTest {
    private static final String RECORD = """
            site quay
            block 10.77.0.32/28
            router 10.77.0.33 -
            camera pier 10.77.0.34
            public 8554 10.77.0.34 554
            service 8554 entrance
            public 8000 10.77.0.34 8000 198.51.100.0/24
            service 8000 sdk
            """;

    @TempDir
    Path folder;

    @Test
    void guessesNothingThatTheRecordTells() throws Exception {
        var site = SiteOnRelay.parse(RECORD);

        assertEquals(
                List.of(new PublicPort("pier", "sdk", 8000), new PublicPort("pier", "entrance", 8554)),
                Recover.entry(site, relay()).ports());
        assertEquals("", Recover.guessed(site));
    }

    @Test
    void saysWhatItGuessesFromAnOldRecord() throws Exception {
        var site = SiteOnRelay.parse(RECORD.replace("service 8554 entrance\n", ""));

        assertEquals(
                List.of(new PublicPort("pier", "sdk", 8000), new PublicPort("pier", "rtsp", 8554)),
                Recover.entry(site, relay()).ports());
        assertEquals(
                "; an older program wrote the record: which service TCP 8554 leads to is guessed, rtsp, until the next apply",
                Recover.guessed(site));
    }

    private RelayFile relay() throws IOException {
        return SiteFiles.relay(Files.writeString(folder.resolve("vps1.yaml"), "host: 203.0.113.10\n"));
    }
}
