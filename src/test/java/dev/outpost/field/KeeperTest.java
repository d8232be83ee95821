package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog that is left on the router, run as it stands by BusyBox ash; what it calls and what it reads are stand-ins. */
class KeeperTest {
    private static final String UP = "{\"ipv4-address\":[{\"address\":\"100.72.1.9\"}]}";

    @TempDir
    Path folder;

    private KeptRouter router;

    @BeforeEach
    void aRouterWhoseModemAnswers() throws Exception {
        router = new KeptRouter(folder);
        router.answers("AT+CPIN?", "+CPIN: READY\\n\\nOK");
        router.answers("AT+CEREG?", "+CEREG: 0,1\\n\\nOK");
        router.answers("AT+CFUN=1,1", "OK");
        router.wanSays(UP);
        router.isHeardBy("10.77.0.1");
        router.at(1000);
    }

    @Test
    void doesNothingWhileSomebodyOutsideIsHeard() throws Exception {
        router.passesSlowly(1000, 8000);

        assertEquals(List.of(), router.done());
        assertEquals(List.of(), router.log());
        assertFalse(Files.exists(folder.resolve("etc/outpost-reboots")));
    }

    @Test
    void bytesThroughTheTunnelAreHearingEnough() throws Exception {
        router.isHeardBy("");
        for (var up = 1060; up < 9000; up += 170) {
            router.tunnelHas(up);
            router.at(up);
        }

        assertEquals(List.of(), router.done());
    }

    /** Issue 20599 of OpenWrt: the operator drops the session, and the handler of ncm never dials again. */
    @Test
    void dialsAgainThenResetsTheModemThenRestartsTheRouter() throws Exception {
        router.isHeardBy("");

        router.passes(1000, 179);
        assertEquals(List.of(), router.done());

        router.passes(1179, 2600);
        assertEquals(
                List.of(
                        "ifdown wan",
                        "ifup wan",
                        "ifdown wan",
                        "ifup wan",
                        "ifdown wan",
                        "ifup wan", // three times
                        "ifdown wan",
                        "gcom AT+CFUN=1,1",
                        "ifup wan", // by its command
                        "ifdown wan",
                        "ifup wan", // by its port
                        "reboot"),
                router.done());
        assertEquals("1\n", Files.readString(folder.resolve("etc/outpost-reboots")));
        assertEquals("1\n", Files.readString(folder.resolve("sys/devices/usb1/1-1/authorized")));
    }

    @Test
    void oneSignOfLifeStartsItsPatienceAnew() throws Exception {
        router.isHeardBy("");
        router.passes(1000, 500);
        router.isHeardBy("10.77.0.1");
        router.at(1500);
        var before = router.done().size();
        router.isHeardBy("");

        router.passes(1500, 170);

        assertEquals(before, router.done().size());
    }

    @Test
    void restartsTheRouterTwiceAndThenNotAgainUntilItHasRunForADay() throws Exception {
        router.isHeardBy("");
        for (var boot = 0; boot < 4; boot++) {
            router.boots();
            router.passesSlowly(60, 3600);
        }

        assertEquals(2, router.done().stream().filter("reboot"::equals).count());
        assertTrue(router.log().stream().anyMatch(line -> line.contains("restarted twice")), router.log() + "");

        router.isHeardBy("10.77.0.1");
        router.at(86_400);
        assertFalse(Files.exists(folder.resolve("etc/outpost-reboots")));
    }

    @Test
    void doesNotRestartWhereTheFlashTakesNoNoteOfIt() throws Exception {
        router.isHeardBy("");
        Files.createDirectories(folder.resolve("etc/outpost-reboots.new"));

        router.passesSlowly(1000, 3600);

        assertFalse(router.done().contains("reboot"));
    }

    @Test
    void aNoteTornByAPowerCutCountsAsTwo() throws Exception {
        router.isHeardBy("");
        Files.writeString(folder.resolve("etc/outpost-reboots"), "");

        router.passesSlowly(1000, 3600);

        assertFalse(router.done().contains("reboot"));
    }

    /** Promise 1: healing never answers a SIM error with a redial, a modem reset or a restart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CPIN: SIM PIN\\n\\nOK",
                "+CPIN: SIM PUK\\n\\nOK",
                "+CME ERROR: 10",
                "+CME ERROR: 13",
                "+CME ERROR: SIM not inserted"
            })
    void leavesASimAloneThatIsInTrouble(String answer) throws Exception {
        router.isHeardBy("");
        router.answers("AT+CPIN?", answer);

        router.passesSlowly(1000, 8000);

        assertEquals(List.of(), router.done());
        assertEquals(1, router.log().size(), router.log() + "");
        assertTrue(router.log().getFirst().contains("because of the SIM"), router.log() + "");
    }

    @Test
    void leavesASimAloneThatTheNetworkDenies() throws Exception {
        router.isHeardBy("");
        router.answers("AT+CEREG?", "+CEREG: 0,3\\n\\nOK");

        router.passesSlowly(1000, 8000);

        assertEquals(List.of(), router.done());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PIN_FAILED", "PUK_NEEDED", "PIN_TRIES_BELOW_LIMIT", "SIM_NOT_INITIALIZED", "SIM_ILLEGAL_STATE"})
    void leavesASimAloneThatTheHandlerComplainsOf(String code) throws Exception {
        router.wanSays("{\"errors\":[{\"subsystem\":\"qmi\",\"code\":\"" + code + "\"}]}");

        router.passesSlowly(1000, 8000);

        assertEquals(List.of(), router.done());
        assertEquals(1, router.log().size(), router.log() + "");
    }

    @Test
    void neverActsWhileAGuardIsArmed() throws Exception {
        Files.createDirectories(folder.resolve("etc/outpost/guard"));
        Files.createFile(folder.resolve("etc/outpost/guard/complete"));
        router.isHeardBy("");

        router.passesSlowly(1000, 8000);
        Files.delete(folder.resolve("etc/outpost/guard/complete"));
        router.passes(9000, 170);

        assertEquals(List.of(), router.done());
    }

    @Test
    void aModemThatSaysNothingAtAllIsNoReasonToWait() throws Exception {
        router.isHeardBy("");
        router.answers("AT+CPIN?", "");
        router.answers("AT+CEREG?", "");

        router.passes(1000, 200);

        assertEquals(List.of("ifdown wan", "ifup wan"), router.done());
    }

    @Test
    void leavesByItselfWhenItsConfigurationWasPutBack() throws Exception {
        router.uciSays("outpost.keeper", "");

        router.runs();

        assertFalse(Files.exists(folder.resolve("usr/sbin/outpost-keeper")));
        assertFalse(Files.exists(folder.resolve("etc/init.d/outpost-keeper")));
        assertFalse(Files.exists(folder.resolve("etc/rc.d/S96outpost-keeper")));
    }

    /** What a card's number and PIN are in these tests; the number is nobody's. */
    private static final String CARD = "8991101200003204510";

    @Test
    void startsWanOnlyAfterThePinWentToTheCardThatItWasGivenFor() throws Exception {
        router.hasThePin("1234", CARD);
        router.card(CARD + "F", 3, "1234");

        router.at(60);

        assertEquals(List.of("PIN 1234", "ifup wan"), router.done());
        assertFalse(Files.exists(folder.resolve("etc/outpost-pin.tried")));
    }

    @Test
    void startsWanWithoutThePinWhereTheCardIsOpen() throws Exception {
        router.hasThePin("1234", CARD);

        router.at(60);

        assertEquals(List.of("ifup wan"), router.done());
    }

    @Test
    void sendsNoPinToAnotherCard() throws Exception {
        router.hasThePin("1234", CARD);
        router.card("8991101200003204528", 3, "1234");

        router.passesSlowly(60, 3000);

        assertEquals(List.of(), router.done());
        assertTrue(router.log().getFirst().contains("not the SIM"), router.log() + "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sendsNoPinWithFewerThanThreeTriesLeft(int tries) throws Exception {
        router.hasThePin("1234", CARD);
        router.card(CARD, tries, "1234");

        router.passesSlowly(60, 3000);

        assertEquals(List.of(), router.done());
    }

    @Test
    void sendsNoPinWhereNobodyTellsTheTriesOrACounterIsInDoubt() throws Exception {
        router.hasThePin("1234", CARD);
        router.card(CARD, 3, "1234");
        router.answers("AT^CPIN?", "ERROR");
        router.at(60);
        router.answers("AT^CPIN?", "+CME ERROR: 14");
        router.at(120);
        router.answers("AT^CPIN?", "");
        router.at(180);

        assertEquals(List.of(), router.done());
    }

    /** Promise 1: the same wrong PIN never twice, whatever becomes of the counter, over restarts and power cuts. */
    @Test
    void sendsAWrongPinOnceAndNeverAgain() throws Exception {
        router.hasThePin("4711", CARD);
        router.card(CARD, 3, "1234");

        router.at(60);
        router.passesSlowly(120, 3000);
        router.boots();
        router.passesSlowly(60, 3000);

        assertEquals(List.of("PIN 4711"), router.done());
        assertTrue(Files.exists(folder.resolve("etc/outpost-pin.tried")));
    }

    @Test
    void sendsNoPinWhereTheFlashTakesNoNoteOfIt() throws Exception {
        router.hasThePin("1234", CARD);
        router.card(CARD, 3, "1234");
        Files.createSymbolicLink(folder.resolve("etc/outpost-pin.tried"), folder.resolve("nowhere/at/all"));

        router.at(60);

        assertEquals(List.of(), router.done());
    }

    @Test
    void sendsNoPinWhileAGuardIsArmed() throws Exception {
        router.hasThePin("1234", CARD);
        router.card(CARD, 3, "1234");
        Files.createDirectories(folder.resolve("etc/outpost/guard"));
        Files.createFile(folder.resolve("etc/outpost/guard/complete"));

        router.at(60);

        assertEquals(List.of(), router.done());
    }

    /** A modem that was reset asks for the PIN again: it is entered by the same rules, and wan is dialled again. */
    @Test
    void aCardThatLocksAgainIsOpenedAgain() throws Exception {
        router.isHeardBy("");
        router.hasThePin("1234", CARD);
        router.wanSays("{\"autostart\":true}");
        router.card(CARD, 3, "1234");

        router.passes(1000, 200);

        assertEquals(List.of("PIN 1234", "ifdown wan", "ifup wan"), router.done());
    }
}
