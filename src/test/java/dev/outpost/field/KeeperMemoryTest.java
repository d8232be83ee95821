package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twelve hours of a line that falls silent twice, by counted time: what the watchdog tries, when, and what it remembers of that. "reset@14": tried in
 * the fourteenth minute of the silence.
 */
class KeeperMemoryTest {
    private static final String HEARD = "10.77.0.1";
    private static final int HOUR = 3600;
    private static final int TWELVE_HOURS = 12 * HOUR;

    @TempDir
    Path folder;

    private KeptRouter router;
    private final List<String> tried = new ArrayList<>();
    private int uptime;
    private int passed;
    private int silentSince;
    private int reboots;

    @BeforeEach
    void aRouterWhoseModemAnswers() throws Exception {
        router = new KeptRouter(folder);
        router.answers("AT+CPIN?", "+CPIN: READY\\n\\nOK");
        router.answers("AT+CEREG?", "+CEREG: 0,1\\n\\nOK");
        router.answers("AT+CFUN=1,1", "OK");
        router.wanSays("{\"ipv4-address\":[{\"address\":\"100.72.1.9\"}]}");
        uptime = 1000;
    }

    /**
     * The line falls silent in the first hour and in the seventh; {@code cure} is the only thing that wakes it.
     *
     * @param first what was tried then, and when
     * @param second what was tried the next time, and when
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            redial | redial@3 | redial@3
            reset  | redial@3,redial@6,redial@11,reset@16 | reset@3
            port   | redial@3,redial@6,redial@11,reset@16,port@26 | port@3
            reboot | redial@3,redial@6,redial@11,reset@16,port@26,reboot@41 | reboot@10
            itself | redial@3,redial@6,redial@11 | redial@3,redial@6,redial@11
            never  | redial@3,redial@6,redial@11,reset@16,port@26,reboot@41 | none
            """)
    void beginsWithWhatHelpedTheLastTime(String cure, String first, String second) throws Exception {
        passes(0, HEARD, cure);
        outage(cure);
        assertEquals(List.of(first.split(",")), tried.subList(0, first.split(",").length), tried + "");
        if (second == null) {
            assertEquals(2, reboots, "two restarts a day and no more: " + tried);
            assertTrue(tried.getLast().startsWith("redial@"), "it goes on, now and then: " + tried);
            calm();
            assertTrue(passed >= TWELVE_HOURS, passed + " s");
            return;
        }
        assertEquals(first, String.join(",", tried));
        calm();
        tried.clear();

        outage(cure);

        assertEquals(second, String.join(",", tried));
        var notes = history();
        assertEquals(2, notes.size(), notes + "");
        var helped = cure.equals("itself") ? "redial" : cure;
        assertTrue(notes.getFirst().matches("\\d+ \\d+ " + bare(first) + " [a-z]+"), notes + "");
        assertTrue(notes.getLast().matches("\\d+ \\d+ " + bare(second) + " " + helped), notes + "");
        while (passed < TWELVE_HOURS) {
            calm();
        }
        assertEquals(second, String.join(",", tried), "nothing is tried while somebody is heard");
        assertEquals(cure.equals("reboot") ? 2 : 0, reboots);
    }

    private static String bare(String tried) {
        return tried.replaceAll("@\\d+", "");
    }

    /** A board with one switch for its USB power uses that. */
    @Test
    void takesThePowerFromTheSocketWhereTheBoardCan() throws Exception {
        var power = Files.createDirectories(folder.resolve("sys/class/gpio/tp-link:power:usb"));
        Files.writeString(power.resolve("value"), "1\n");
        Files.setLastModifiedTime(power.resolve("value"), java.nio.file.attribute.FileTime.fromMillis(0));
        var port = folder.resolve("sys/devices/usb1/1-1/authorized");
        Files.setLastModifiedTime(port, java.nio.file.attribute.FileTime.fromMillis(0));

        outage("port");

        assertTrue(tried.getLast().startsWith("port@"), tried + "");
        assertEquals("1\n", Files.readString(power.resolve("value")));
        assertTrue(Files.getLastModifiedTime(power.resolve("value")).toMillis() > 0, "it was switched off and on");
        assertEquals(0, Files.getLastModifiedTime(port).toMillis(), "the port was left alone");
    }

    /** One whose kind has a port and a command of its own for that. */
    @Test
    void restartsAModemByItsOwnCommandAtItsOwnPort() throws Exception {
        router.uciSays("outpost.keeper.at", "3");
        router.uciSays("outpost.keeper.reset", "AT+CRESET");
        router.answers("AT+CRESET", "OK");
        Files.createDirectories(folder.resolve("sys/devices/usb1/1-1/1-1:1.3/ttyUSB1"));
        Files.writeString(folder.resolve("dev/ttyUSB1"), "");

        outage("reset");

        assertTrue(tried.getLast().startsWith("reset@"), tried + "");
        assertTrue(router.done().contains("gcom ttyUSB1 AT+CRESET"), router.done() + "");
        assertFalse(router.done().toString().contains("AT+CFUN"), router.done() + "");
    }

    /** A SIM in trouble is no outage: nothing is tried, and nothing is remembered. */
    @Test
    void remembersNothingOfASimInTrouble() throws Exception {
        router.answers("AT+CPIN?", "+CPIN: SIM PIN\\n\\nOK");

        outage("never");

        assertEquals(List.of(), tried);
        assertFalse(Files.exists(folder.resolve("etc/outpost-healing")));
    }

    /** A flapping line wears no flash: one rung that helps again and again is written once in six hours. */
    @Test
    void aFlappingLineWritesSeldom() throws Exception {
        var writes = new ArrayList<String>();
        for (var flap = 0; flap < 10; flap++) {
            outage("redial");
            var now = Files.readString(folder.resolve("etc/outpost-healing"));
            if (writes.isEmpty() || !writes.getLast().equals(now)) {
                writes.add(now);
            }
        }

        assertEquals(1, writes.size());
        assertEquals(10, history().size());
    }

    private void outage(String cure) throws Exception {
        router.isHeardBy("");
        silentSince = passed;
        var left = cure.equals("never") ? 10 * HOUR : 90 * 60;
        for (var silent = 0; silent <= left; ) {
            var step = silent > 2 * HOUR ? 20 * 60 : 60;
            silent += step;
            if (passes(step, "", cure) || (cure.equals("itself") && silent > 600)) {
                passes(60, HEARD, cure);
                return;
            }
        }
    }

    private void calm() throws Exception {
        for (var hour = 0; hour < 5; hour++) {
            passes(HOUR, HEARD, "");
        }
    }

    /** One look after so many seconds; true where the cure was tried. */
    private boolean passes(int seconds, String heard, String cure) throws Exception {
        router.isHeardBy(heard);
        uptime += seconds;
        passed += seconds;
        var before = names();
        var restarts = router.done().stream().filter("reboot"::equals).count();
        router.at(uptime);
        var after = names();
        if (heard.isEmpty() && after.size() > before.size()) {
            tried.add(after.getLast() + "@" + (passed - silentSince) / 60);
        }
        if (router.done().stream().filter("reboot"::equals).count() > restarts) {
            reboots++;
            router.boots();
            uptime = 60;
        }
        return heard.isEmpty()
                && after.size() > before.size()
                && after.getLast().equals(cure);
    }

    private List<String> names() throws IOException {
        var file = folder.resolve("tmp/outpost-keeper.tried");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private List<String> history() throws IOException {
        var ram = folder.resolve("tmp/outpost-keeper.history");
        return Files.readAllLines(Files.exists(ram) ? ram : folder.resolve("etc/outpost-healing"));
    }
}
