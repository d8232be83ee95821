package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PublicPort;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the screen shows of many sites: a line each. */
class ManySitesTest {
    private static final Problem SILENT =
            new Problem(ProblemCode.ROUTER_UNREACHABLE, "the router is silent", "no power", "look at the plug");

    @TempDir
    Path folder = Path.of("");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(screen, true, StandardCharsets.UTF_8), false, false, true, 100, Ticker.REAL);

    @Test
    void theLedgerIsATableBySite() {
        var ledger = Ledger.in(folder.resolve("outpost"));
        var tunnel = Cidr.of("10.77.0.0/16");
        ledger.give(new SiteWish(
                "yonder",
                "vps1",
                tunnel,
                List.of("yard", "gate"),
                new LinkedHashMap<>(Map.of("phone", Peer.Role.VIEWER)),
                List.of(new PublicPort("gate", "rtsp", 8554)),
                SiteWish.Held.NOTHING));
        ledger.give(new SiteWish(
                "barn", "vps1", tunnel, List.of("yard"), new LinkedHashMap<>(), List.of(), SiteWish.Held.NOTHING));
        ledger.unit("barn", new Unit("50:d4:f7:00:00:01", "SHA256:a"));
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("ledger", "show"), typed.err);

        assertEquals("""
                SITE    RELAY  NETWORK        MAC                CAMERAS    VIEWERS
                barn    vps1   10.77.0.32/28  50:d4:f7:00:00:01  yard
                yonder  vps1   10.77.0.16/28  -                  yard gate  phone
                  ! public port 8554 leads to gate rtsp of yonder
                """, typed.out);
        assertEquals(Exit.DONE, typed.run("ledger", "show", "yonder"), typed.err);
        assertTrue(typed.out.contains("10.77.0.17"), typed.out);
        assertEquals(Exit.USAGE, typed.run("ledger", "show", "yonde"), typed.out);
        assertTrue(typed.err.contains("outpost ledger show yonder"), typed.err);
    }

    @Test
    void aUnitOfABatchHasItsLineAsSoonAsItIsThrough() {
        var board = new BatchBoard(console, false, 2, Ticker.REAL);
        board.narrator("barn-1").chapter("look");
        board.narrator("barn-2").chapter("look");

        board.ended(done("outpost.apply/1", "barn-2"));

        assertEquals(
                "  ✓ barn-2         nothing to do, 50:d4:f7:00:00:01, wan 100.72.1.9, seen by a viewer, 0 s\n", said());
        board.ended(failed("outpost.apply/1", "barn-1"));
        board.sum(Path.of("fleet.yaml"));
        assertTrue(said().contains("✗ barn-1         the router is silent  ROUTER-UNREACHABLE, 0 s"), said());
        assertTrue(said().contains("next    look at the plug"), said());
        assertTrue(said().contains("1 of 2 done, 1 failed, 0:00"), said());
        assertTrue(said().contains("again, for what failed: outpost batch fleet.yaml"), said());
    }

    /** A header that counts and a row each, drawn over; what is through, warns or needs a hand stands above them for good. */
    @Test
    void onATerminalEachThatIsAtWorkHasItsRowInItsPlace() {
        var wide =
                new Console(new PrintStream(screen, true, StandardCharsets.UTF_8), true, false, true, 60, Ticker.REAL);
        var board = new BatchBoard(wide, false, 3, Ticker.REAL);
        var first = board.narrator("barn-1");
        first.chapter("packages");
        first.doing("sending 22 packages, 244 KiB, as one stream over the session that is open");
        board.narrator("barn-2").chapter("look");
        first.warned("the clock was years behind");
        first.asks("move the cable");
        board.ended(done("outpost.apply/1", "barn-2"));
        board.ended(done("outpost.apply/1", "barn-1"));
        board.sum(Path.of("fleet.yaml"));

        var terminal = new Terminal();
        said().replace("\r\n", "\n").chars().forEach(terminal::takes);
        assertTrue(
                terminal.everStood(
                        "0 of 3 done, M:SS\n  barn-1         packages: sending 22 packages, 244 K  M:SS\n  barn-2         look  M:SS"),
                said());
        assertEquals("""
                  ! barn-1: the clock was years behind
                  ☞ barn-1: move the cable
                  ✓ barn-2         nothing to do, 50:d4:f7:00:00:01, wan
                    100.72.1.9, seen by a viewer, 0 s
                  ✓ barn-1         nothing to do, 50:d4:f7:00:00:01, wan
                    100.72.1.9, seen by a viewer, 0 s

                2 of 3 done, M:SS""", terminal.shows());
    }

    /** What stands on a terminal: lines, and the three moves that the program makes. */
    private static final class Terminal {
        private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        private final List<String> stood = new ArrayList<>();
        private final StringBuilder escape = new StringBuilder();
        private int row;

        void takes(int letter) {
            if (letter == 0x1b || !escape.isEmpty()) {
                escape.appendCodePoint(letter);
                if (Character.isLetter(letter)) {
                    moves(escape.toString());
                    escape.setLength(0);
                }
            } else if (letter == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if (letter == '\r') {
                stood.add(shows());
            } else {
                lines.get(row).appendCodePoint(letter);
            }
        }

        private void moves(String sequence) {
            switch (sequence.charAt(sequence.length() - 1)) {
                case 'A' -> row -= Integer.parseInt(sequence.substring(2, sequence.length() - 1));
                case 'J' -> {
                    lines.subList(row + 1, lines.size()).clear();
                    lines.get(row).setLength(0);
                }
                case 'K' -> lines.get(row).setLength(0);
                default -> throw new IllegalArgumentException(sequence);
            }
        }

        boolean everStood(String text) {
            return stood.stream().anyMatch(screen -> screen.contains(text));
        }

        String shows() {
            return lines.stream()
                    .map(StringBuilder::toString)
                    .collect(Collectors.joining("\n"))
                    .replaceAll("(?<=[ ])[0-9]:[0-9]{2}(?![0-9:])", "M:SS")
                    .replaceAll(", [0-9]+ s\\b", ", 0 s")
                    .stripTrailing();
        }
    }

    @Test
    void whatOnlyLooksHasALineASite() throws IOException {
        for (var name : List.of("barn-1", "barn-2")) {
            Files.writeString(folder.resolve(name + ".yaml"), """
                    site: %s
                    router: {reach: 192.168.1.1}
                    cameras:
                      - {name: yard, address: 192.168.1.64, username: admin, password: env:CAMERA_PASSWORD}
                    """.formatted(name));
        }
        var sites = SiteFiles.all(List.of(folder.resolve("barn-1.yaml"), folder.resolve("barn-2.yaml")));
        var typed = new Typed(folder);
        var frame = new Frame(typed.around());

        var exit = new SitesInTurn(frame, "outpost.verify/1")
                .run(
                        sites,
                        site -> site.name().equals("barn-1")
                                ? done("outpost.verify/1", site.name())
                                : failed("outpost.verify/1", site.name()));

        assertEquals(Exit.UNREACHABLE, exit);
        var lines = typed.printed().lines().toList();
        assertTrue(lines.getFirst().startsWith("  ✓ barn-1         50:d4:f7:00:00:01"), typed.printed());
        assertTrue(lines.get(1).startsWith("  ✗ barn-2         the router is silent"), typed.printed());
        assertFalse(typed.printed().contains("Verify"), typed.printed());
    }

    private String said() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static Outcome done(String schema, String site) {
        return new Outcome(
                schema,
                site,
                Optional.empty(),
                List.of(),
                Map.of("router", Map.of("mac", "50:d4:f7:00:00:01"), "wanAddress", "100.72.1.9", "proven", true));
    }

    private static Outcome failed(String schema, String site) {
        return new Outcome(schema, site, Optional.of(SILENT), List.of(), Map.of());
    }
}
