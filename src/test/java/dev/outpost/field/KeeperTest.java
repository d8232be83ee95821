package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Bytes: what wan's device takes, and the tunnel then; 1380 is what the configuration begins with. */
    @ParameterizedTest
    @CsvSource({
        "1500, 203.0.113.10:51820, 1420",
        "1492, 203.0.113.10:51820, 1420",
        "1430, 203.0.113.10:51820, 1370",
        "1400, 203.0.113.10:51820, 1340",
        "1400, [2001:db8::10]:51820, 1320",
        "1300, 203.0.113.10:51820, 1280",
        "'', 203.0.113.10:51820, 1380",
    })
    void fitsTheTunnelIntoWan(String wan, String endpoint, String tunnel) throws Exception {
        Files.createDirectories(folder.resolve("sys/class/net/wwan0"));
        Files.createDirectories(folder.resolve("sys/class/net/outpost"));
        if (!wan.isEmpty()) {
            Files.writeString(folder.resolve("sys/class/net/wwan0/mtu"), wan + "\n");
        }
        var mtu = Files.writeString(folder.resolve("sys/class/net/outpost/mtu"), "1380\n");
        router.says("endpoints", "key\t" + endpoint);
        router.wanSays("{\"l3_device\":\"wwan0\"," + UP.substring(1));

        router.at(1060);

        assertEquals(tunnel, Files.readString(mtu).strip());
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
                        "gcom ttyUSB0 AT+CFUN=1,1",
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

    /** The file of an earlier version has one round of hash. */
    @Test
    void readsThePinOfAnEarlierVersion() throws Exception {
        router.hasThePin("1234", CARD, 0);
        router.card(CARD, 3, "1234");

        router.at(60);

        assertEquals(List.of("PIN 1234", "ifup wan"), router.done());
    }

    /** Cards whose masked number is the same: the digits between differ. */
    @Test
    void sendsNoPinToCardsThatLookAlike() throws Exception {
        router.hasThePin("1234", CARD);
        var random = new Random(45);
        for (var other = 0; other < 60; other++) {
            router.boots();
            router.card("89%015d10".formatted(random.nextLong(1_000_000_000_000_000L)), 3, "1234");
            router.at(60);
        }

        assertEquals(List.of(), router.done());
        assertTrue(router.asked().stream().filter("ttyUSB0 AT^ICCID?"::equals).count() >= 60);
    }

    /**
     * Power goes at random moments of a start, again and again. The right PIN opens the card in the end, whatever happened; no try is ever
     * missing, since the card counts only wrong ones.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPinThatWasRightOnceIsNotLockedOutByPowerThatFlaps(long seed) throws Exception {
        var random = new Random(seed);
        router.hasThePin("1234", CARD);
        starts("1234");
        router.at(60);
        var cuts = 0;
        for (var start = 0; start < 8; start++) {
            starts("1234");
            router.losesPowerAt(1 + random.nextInt(90));
            router.at(60);
            cuts += router.lostPower() ? 1 : 0;
            Files.deleteIfExists(folder.resolve("say/cut"));
        }
        starts("1234");
        router.at(60);
        router.at(700);
        router.passesSlowly(1200, 1800);

        assertTrue(cuts > 2, "seed " + seed + ": the power went only " + cuts + " times");
        assertEquals("ifup wan", router.done().getLast(), "seed " + seed + ": " + router.done() + router.log());
        assertFalse(Files.exists(folder.resolve("etc/outpost-pin.tried")), "seed " + seed);
    }

    /** Every moment at which the power can go, with a PIN that is wrong: the card loses one try at most. */
    @Test
    void aWrongPinCostsOneTryWheneverThePowerGoes() throws Exception {
        var sent = 0;
        for (var moment = 1; moment < 110; moment += 6) {
            Files.deleteIfExists(folder.resolve("etc/outpost-pin.tried"));
            Files.deleteIfExists(folder.resolve("say/done"));
            router.hasThePin("4711", CARD);
            router.card(CARD, 3, "1234");
            router.cardCounts(3);
            router.boots();
            router.losesPowerAt(moment);
            router.at(60);
            for (var start = 0; start < 2; start++) {
                router.boots();
                router.at(60);
                router.at(1200);
            }
            var pins = router.done().stream().filter("PIN 4711"::equals).count();
            assertTrue(pins <= 1, "moment " + moment + ": " + router.done());
            sent += (int) pins;
        }
        assertTrue(sent > 8, "it was sent " + sent + " times");
    }

    /** A counter that does not move says the same of a wrong PIN as of a right one: then two sends are all. */
    @Test
    void aCounterThatStandsStillDoesNotLetAWrongPinOutAThirdTime() throws Exception {
        router.hasThePin("4711", CARD);
        router.says("mute", "");
        for (var start = 0; start < 5; start++) {
            router.card(CARD, 3, "1234");
            router.boots();
            router.startsAs("start " + start);
            router.at(60);
            router.at(700);
            router.at(2500);
        }

        assertEquals(2, router.done().stream().filter("PIN 4711"::equals).count(), router.done() + "");
    }

    private void starts(String opensWith) throws Exception {
        router.boots();
        router.card(CARD, 3, opensWith);
        router.cardCounts(3);
    }

    /** Who dials, and whom the keeper can ask about the SIM. */
    enum Way {
        NCM,
        PPP,
        QMI,
        MBIM,
        DHCP_WITH_A_PORT,
        HILINK,
        HILINK_WITH_SESSION,
        ZTE,
        NOBODY;

        void is(KeptRouter router, String says) throws Exception {
            var failing = "{\"up\":false,\"autostart\":true,\"errors\":[{\"code\":\"CONNECT_FAILED\"}]}";
            var leased =
                    "{\"up\":true,\"autostart\":true,\"l3_device\":\"usb0\",\"ipv4-address\":[{\"address\":\"192.168.8.100\","
                            + "\"mask\":24}],\"route\":[{\"target\":\"0.0.0.0\",\"nexthop\":\"192.168.8.1\"}]}";
            switch (this) {
                case NCM, PPP -> {
                    router.uciSays("network.wan.proto", this == NCM ? "ncm" : "3g");
                    router.netifdDials(failing);
                }
                case QMI, MBIM -> {
                    router.isOnAControlChannel(this == QMI ? "qmi" : "mbim");
                    router.netifdDials(failing);
                }
                default -> {
                    router.isRouterDongle(this == DHCP_WITH_A_PORT);
                    router.wanSays(leased);
                }
            }
            switch (this) {
                case NCM, PPP, DHCP_WITH_A_PORT -> router.answers(says.split("=", 2)[0], says.split("=", 2)[1]);
                case QMI, MBIM, HILINK, HILINK_WITH_SESSION, ZTE -> {
                    router.says("qmi/serving-system", "{\"registration\":\"not_registered\"}");
                    router.says(says.split("=", 2)[0], says.split("=", 2)[1]);
                }
                case NOBODY -> {}
            }
        }
    }

    /**
     * Promise 1: for half a day nothing but looks. Each row: who dials, and what says in which words that the SIM is in trouble; what is said in
     * the log of it.
     */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "NCM; AT+CPIN?=ERROR; ERROR",
                "NCM; AT+CPIN?=+CME ERROR: 10; +CME ERROR: 10",
                "NCM; AT+CPIN?=+CME ERROR: SIM not inserted; SIM not inserted",
                "NCM; AT+CPIN?=+CME ERROR: 13; +CME ERROR: 13",
                "NCM; AT+CPIN?=+CME ERROR: 14; +CME ERROR: 14",
                "NCM; AT+CPIN?=+CPIN: SIM PIN; SIM PIN",
                "NCM; AT+CPIN?=+CPIN: SIM PUK; SIM PUK",
                "NCM; AT+CPIN?=+CPIN: PH-NET PIN; PH-NET PIN",
                "NCM; AT+CPIN?=+CPIN: NOT READY; NOT READY",
                "NCM; AT+CREG?=+CREG: 0,3; +CREG: 0,3",
                "PPP; AT+CPIN?=+CME ERROR: 10; +CME ERROR: 10",
                "QMI; qmi/pin-status={\"pin1_status\":\"not_verified\",\"pin1_verify_tries\":3}; not_verified",
                "QMI; qmi/pin-status={\"pin1_status\":\"blocked\"}; blocked",
                "QMI; qmi/pin-status=\"UIM uninitialized\"; UIM uninitialized",
                "QMI; qmi/serving-system={\"registration\":\"registration_denied\"}; registration_denied",
                "MBIM; mbim/subscriber=readystate: 0002 - sim-not-inserted; sim-not-inserted",
                "MBIM; mbim/subscriber=readystate: 0006 - device-locked; device-locked",
                "MBIM; mbim/registration=registerstate: 0006 - denied; denied",
                "DHCP_WITH_A_PORT; AT+CPIN?=ERROR; ERROR",
                "DHCP_WITH_A_PORT; AT+CPIN?=+CPIN: SIM PIN; SIM PIN",
                "DHCP_WITH_A_PORT; AT+CREG?=+CREG: 0,3; +CREG: 0,3",
                "HILINK; web/api.pin.status=<SimState>260</SimState>; SimState 260",
                "HILINK; web/api.monitoring.status=<SimStatus>255</SimStatus>; SimStatus 255",
                "HILINK_WITH_SESSION; web/api.pin.status.open=<SimState>261</SimState>; SimState 261",
                "ZTE; web/goform.goform_get_cmd_process={\"modem_main_state\":\"modem_waitpuk\"}; modem_waitpuk",
            })
    void leavesASimAloneForHalfADay(Way way, String says, String words) throws Exception {
        router.isHeardBy("");
        router.answers("AT+CEREG?", "ERROR");
        router.answers("AT+CGMI", "huawei\n\nOK");
        if (way == Way.HILINK_WITH_SESSION) {
            router.says("web/api.webserver.SesTokInfo", "<SesInfo>SessionID=s1</SesInfo>\n<TokInfo>t1</TokInfo>");
        }
        way.is(router, says);

        passHalfADay();

        assertEquals(1, router.log().size(), router.log() + "");
        assertTrue(router.log().getFirst().contains(words), router.log() + "");
        assertTrue(router.asked().size() > 3, "the modem was asked: " + router.asked());
        var down = Set.of(Way.NCM, Way.PPP, Way.QMI, Way.MBIM).contains(way);
        assertEquals(down ? List.of("ifdown wan") : List.of(), router.done(), "netifd does not dial either");
    }

    /** Where nobody can be asked wan is dialled, and nothing else is done. */
    @Test
    void resetsNothingWhereNobodyTellsHowTheSimIs() throws Exception {
        router.isHeardBy("");
        Way.NOBODY.is(router, "");

        passHalfADay();

        assertEquals(Set.of("ifdown wan", "ifup wan"), Set.copyOf(router.done()));
        assertEquals(1, router.log().size(), router.log() + "");
    }

    /** A port that says ERROR to everything is no modem: it tells nothing of the SIM. */
    @Test
    void aPortThatIsNoModemTellsNothing() throws Exception {
        router.isHeardBy("");
        router.answers("AT+CPIN?", "ERROR");
        router.answers("AT+CGMI", "ERROR");
        Way.DHCP_WITH_A_PORT.is(router, "AT=ERROR");

        router.passes(1000, 300);

        assertEquals(List.of("ifdown wan", "ifup wan"), router.done());
    }

    /** A stick whose SIM is well is healed as any other. */
    @Test
    void resetsAStickWhoseSimIsWell() throws Exception {
        router.isHeardBy("");
        Way.DHCP_WITH_A_PORT.is(router, "AT+CPIN?=+CPIN: READY\\n\\nOK");

        router.passesSlowly(1000, 4000);

        assertTrue(router.done().contains("reboot"), router.done() + "");
    }

    /** The reason goes away: dialled once, by whoever took wan down. */
    @Test
    void dialsOnceWhenTheSimIsWellAgain() throws Exception {
        router.isHeardBy("");
        Way.NCM.is(router, "AT+CREG?=+CREG: 0,3");
        router.answers("AT+CEREG?", "ERROR");
        router.passes(1000, 600);
        assertEquals(List.of("ifdown wan"), router.done());

        router.answers("AT+CREG?", "+CREG: 0,2");
        router.passesSlowly(1700, 3000);
        assertEquals(List.of("ifdown wan"), router.done(), "searching is not accepted");

        router.answers("AT+CREG?", "+CREG: 0,1");
        router.passesSlowly(4800, 2000);

        assertEquals(List.of("ifdown wan", "ifup wan"), router.done().subList(0, 2));
    }

    private void passHalfADay() throws Exception {
        for (var up : List.of(30, 60, 120, 240, 480, 900, 1800)) {
            router.at(1000 + up);
        }
        for (var hour = 1; hour <= 12; hour++) {
            router.at(1000 + 3600 * hour);
        }
    }
}
