package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.relay.RelayFacts;
import dev.outpost.schema.Schema;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Ticker;
import dev.outpost.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTextTest {
    private static final String LOOK = """
            == user
            0
            == os
            debian 12
            == clock
            1790000100
            == allowed
            %1$s	10.77.0.16/28
            %2$s	10.77.240.1/32
            %3$s	10.77.240.9/32
            == handshakes
            %1$s	1790000059
            %2$s	0
            == transfer
            %1$s	5242880	20480
            %2$s	0	148
            == sites
            file barn
            # what this relay knows of one site
            site barn
            block 10.77.0.16/28
            router 10.77.0.17 %1$s
            camera yard 10.77.0.18 192.168.1.64
            camera gate 10.77.0.19
            admin bench 10.77.240.1 %2$s
            public 8554 10.77.0.18 554
            """.formatted(key('a'), key('b'), key('c'));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void isATableOfWhoMaySeeWhat() throws IOException {
        new RelayText(console(), 100).show(relay(), RelayFacts.parse(LOOK));

        assertEquals("""
                vps1  cameras.example.org, 203.0.113.10 UDP 51820  debian 12
                  ! the peer %s is of no site  no file names it

                SITE  WHO          ADDRESS      MAY SEE                       LAST HEARD  FROM IT   TO IT
                barn  router       10.77.0.17   -                             41 s ago    5120 KiB  20 KiB
                      camera yard  10.77.0.18   -                             -           -         -
                      camera gate  10.77.0.19   -                             -           -         -
                      admin bench  10.77.240.1  yard, gate, the router's SSH  never       0 B       148 B
                  ! PUBLIC: TCP 8554 leads EVERYBODY to yard:554  site barn
                """.formatted(key('c')), bytes.toString(StandardCharsets.UTF_8));
    }

    /** One file that makes no sense is named, and the others are shown. */
    @Test
    void namesAFileThatMakesNoSense() throws IOException {
        var facts = RelayFacts.parse(LOOK + "file hut\nsite hut\nblock nonsense\n");

        new RelayText(console(), 100).show(relay(), facts);

        var said = bytes.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        assertEquals(1, facts.broken().size());
        assertEquals(
                true,
                said.contains("! /etc/outpost/sites/hut makes no sense: line 2 is not an IPv4 network: nonsense"),
                said);
        assertEquals(true, said.contains("barn router 10.77.0.17"), said);
        assertEquals(List.of(), Schema.errors("relay-show", Json.pretty(RelayText.document(relay(), facts))));
    }

    private RelayFile relay() throws IOException {
        return SiteFiles.relay(
                Files.writeString(folder.resolve("vps1.yaml"), "host: 203.0.113.10\ndomain: cameras.example.org\n"));
    }

    private Console console() {
        return new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, true, 100, Ticker.REAL);
    }

    private static String key(char letter) {
        return String.valueOf(letter).repeat(42) + "A=";
    }
}
