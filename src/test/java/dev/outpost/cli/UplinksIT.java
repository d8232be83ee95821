package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dongle of each kind in the bench's router, probed by nobody: apply brings wan up and the camera is seen. */
class UplinksIT {
    private static final Pattern UPTIME = Pattern.compile("\"uptime\": ([0-9]+)");
    private static final Pattern WHOLE = Pattern.compile("([0-9]+)");
    private static final Pattern STAMP = Pattern.compile("\t([0-9]+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "quectel-ec25, qmi, /dev/cdc-wdm0",
        "huawei-hilink, ecm, eth1",
        "sierra-em9191, mbim, /dev/cdc-wdm0",
        "android-ufi, rndis, eth1",
        "ublox-lara-r6, ppp, /dev/ttyUSB",
    })
    void everyKindOfDongleBringsWanUp(String dongle, String kind, String device) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle(dongle))) {
            withApn(run, "test.apn");

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.DONE, ended, said);
            assertTrue(said.contains("uplink " + kind), said);
            assertTrue(said.contains("over " + kind + ", " + device), said);
            assertTrue(said.contains("wan has the address"), said);
            assertEquals(kind.matches("ecm|rndis"), said.contains("given by the dongle, which translates"), said);
            assertTrue(said.contains("picture of yard"), said);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    /** Promise 1 of the other side: the failure lies between router and dongle, so the next uplink is tried. */
    @Test
    void aSilentControlChannelLeadsToTheNextUplink() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle("quectel-ec25"))) {
            withApn(run, "test.apn");
            run.unit().dongle().controlGoesSilent();

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.DONE, ended, said);
            assertTrue(said.contains("WAN-MODEM-SILENT"), said);
            assertTrue(said.contains("try uplink ppp next"), said);
            assertTrue(said.contains("wan stays with uplink ppp"), said);
            var journal = Files.readString(run.state().resolve("sites/barn-1/journal.jsonl"));
            assertTrue(journal.contains("try uplink qmi") && journal.contains("keep uplink ppp"), journal);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    /** Promise 1: what the SIM or the place is the cause of is cured by no other uplink. */
    @ParameterizedTest
    @CsvSource({"PIN_LOCKED, SIM-PIN-NEEDED", "NO_SIGNAL, MODEM-N", "WRONG_APN, WAN-APN-REFUSED"})
    void noFailureOfSimOrNetworkLeadsToTheNextUplink(Fault fault, String code) throws Exception {
        try (var run = new BenchRun(
                BenchOptions.usual(folder).withDongle("quectel-ec25").with(fault))) {
            withApn(run, "test.apn");

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.BLOCKED, ended, said);
            assertTrue(said.contains(code), said);
            assertFalse(said.contains("next uplink") || said.contains("try uplink ppp"), said);
        }
    }

    /** Nobody can answer DHCP on a device without a link: that is the fact, and it needs no minute and a half. */
    @Test
    void aDongleWithoutALinkIsToldAtOnce() throws Exception {
        try (var run = new BenchRun(
                BenchOptions.usual(folder).withDongle("huawei-hilink").with(Fault.DONGLE_WITHOUT_LINK))) {
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("no link on eth1"), said);
            assertTrue(said.contains("WAN-NO-LINK"), said);
            assertEquals("0\n", run.onRouter("cat /sys/class/net/eth1/carrier"));
        }
    }

    @Test
    void aProbeThatWasNamedServesTheNextRunToo() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.run("probe", "--port", run.bench.dongle(), "--format", "json"), run.err);
            var probe = Files.writeString(folder.resolve("named.json"), run.out);
            var kept = run.state().resolve("sites/barn-1/probe.json");

            assertEquals(Exit.DONE, run.run("plan", run.site(), "--probe", probe.toString()), run.out + run.err);
            assertFalse(Files.exists(kept), "a plan keeps nothing");
            assertEquals(Exit.DONE, run.apply("--probe", probe.toString()), run.out + run.err);

            assertEquals(Files.readString(probe).strip(), Files.readString(kept).strip());
            Files.delete(probe);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertTrue(
                    (run.out + run.err).contains("AT^"),
                    "the probe's answers, not descriptors alone: " + run.out + run.err);
        }
    }

    private static void withApn(BenchRun run, String apn) throws IOException {
        var site = Path.of(run.site());
        Files.writeString(site, Files.readString(site).replace("apn: auto", "apn: " + apn));
    }

    /** facts/behaviours.md#51: nothing retries a node that is not there; the router finds the modem's new one by itself, after the laptop has left. */
    @Test
    void wanFollowsItsModemWhenTheNumbersChange() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("corrects wan's device"), run.out + run.err);

            run.unit().router().replugsDongle(3);

            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> run.onRouter("ifstatus wan_4").contains("100.72.1.9"));
            assertEquals("/dev/ttyUSB3\n", run.onRouter("uci get network.wan.device"));
            assertEquals("", run.onRouter("uci changes"));
            await("the relay hears the router from its new address: a handshake that is younger than wan")
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> handshakeAge(run) < number(UPTIME, run.onRouter("ifstatus wan_4")));
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    private static long handshakeAge(BenchRun run) throws InterruptedException {
        return number(WHOLE, run.onRouter("date +%s"))
                - number(STAMP, run.onRouter("wg show outpost latest-handshakes"));
    }

    private static long number(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    @Test
    void aSparesDriversGoInWithTheRest() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            var site = Path.of(run.site());
            Files.writeString(
                    site,
                    Files.readString(site)
                            .replace(
                                    "  apn: auto\n", "  apn: auto\n  spares: [huawei-e3372h-hilink, sierra-em9191]\n"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var installed = run.onRouter("opkg list-installed");
            assertTrue(installed.contains("umbim - ") && installed.contains("kmod-usb-net-cdc-mbim - "), installed);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    /** Promise 1, where the control channel cannot tell: the serial port is asked before anything else is tried. */
    @Test
    void aLockedSimBehindASilentChannelLeadsToNoOtherUplink() throws Exception {
        try (var run = new BenchRun(
                BenchOptions.usual(folder).withDongle("quectel-ec25").with(Fault.PIN_LOCKED))) {
            withApn(run, "test.apn");
            run.unit().dongle().controlGoesSilent();

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("SIM-PIN-NEEDED"), said);
            assertFalse(said.contains("try uplink"), said);
        }
    }

    /** An access point name that nobody knows: all else is done and stays, and the line to write is said. */
    @Test
    void anUnknownAccessPointNameIsAskedForAndNothingIsUndone() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle("quectel-ec25"))) {
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("WAN-NO-APN") && said.contains("apn: internet"), said);
            assertTrue(said.contains("guard confirmed"), said);
            withApn(run, "test.apn");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
        }
    }

    @Test
    void aPinIsEnteredThroughTheSerialPortOfAQmiModem() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle("huawei-e398"))) {
            var pin = Files.writeString(folder.resolve("pin"), "1234\n");
            withApn(run, "test.apn\n  pin: file:" + pin);
            run.unit().dongle().modem().sim().locks(3);
            assertEquals(Exit.BLOCKED, run.run("probe", "--save", run.site()), run.out + run.err);

            var ended = run.apply();

            assertEquals(Exit.DONE, ended, run.out + run.err);
            assertTrue((run.out + run.err).contains("the SIM is unlocked"), run.out + run.err);
        }
    }

    /** The last good one stays: a wan that worked is not given away for one that does not. */
    @Test
    void aWanThatWorkedComesBackWhereTheNewOneFails() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            withApn(run, "wrong.example");

            assertEquals(Exit.ROLLED_BACK, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("WAN-APN-REFUSED"), said);
            assertTrue(said.replaceAll("\\s+", " ").contains("old configuration was put back"), said);
            await().pollInterval(Duration.ofMillis(300))
                    .until(() -> run.onRouter("ifstatus wan_4").contains("100.72.1.9"));
            assertEquals("airtelgprs.com\n", run.onRouter("uci get network.wan.apn"));
        }
    }

    /** facts/openwrt.md#interfaces: the zone names the parent interface; which section the zone is, its own name tells. */
    @Test
    void wanComesBackIntoItsZone() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            run.onRouter("uci del_list firewall.@zone[1].network=wan; uci commit firewall; fw4 -q reload");

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue((run.out + run.err).contains("firewall zone wan gets the interface wan"), run.out + run.err);
            assertTrue(run.onRouter("uci get firewall.@zone[1].network").contains("wan"), run.out);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }
}
