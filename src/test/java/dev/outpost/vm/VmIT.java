package dev.outpost.vm;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.usbip.UsbIpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged Outpost on a real Linux kernel that enumerates emulated dongles with its own drivers. One boot serves all scenarios. Without
 * QEMU it is skipped by name; in CI that is a failure.
 */
class VmIT {
    private static UsbIpServer usb;
    private static VirtualMachine machine;
    private static Guest guest;

    private final List<SimulatedDongle> plugged = new ArrayList<>();

    @BeforeAll
    static void boots() throws Exception {
        needs(Qemu.isInstalled(), "qemu-system-x86_64 is not installed (Debian: qemu-system-x86)");
        needs(System.getProperty("os.arch").equals("amd64"), "the kernel inside runs this computer's JVM: amd64 only");
        assertTrue(
                Files.isRegularFile(Path.of("target/outpost.jar")), "target/outpost.jar is missing: run mvn package");
        usb = UsbIpServer.start();
        machine = VirtualMachine.boot(usb.address().getPort());
        guest = new Guest(machine);
    }

    private static void needs(boolean there, String otherwise) {
        if (System.getenv("CI") == null) {
            assumeTrue(there, "skipped: " + otherwise);
        }
        assertTrue(there, otherwise);
    }

    @AfterAll
    static void ends() throws Exception {
        try {
            if (machine != null) {
                machine.close();
            }
        } finally {
            if (usb != null) {
                usb.close();
            }
        }
    }

    @AfterEach
    void pullsAllOut() {
        usb.unplug("1-1");
        usb.unplug("1-2");
        plugged.forEach(SimulatedDongle::close);
        if (!plugged.isEmpty()) {
            guest.awaitNothingPlugged();
        }
    }

    private SimulatedDongle plug(String socket, String name) throws IOException {
        var dongle = SimulatedDongle.load(name);
        plugged.add(dongle);
        usb.plug(socket, dongle);
        return dongle;
    }

    @Test
    void oneIdIsNcmOrQmiAsTheInterfacesSay() throws IOException {
        plug("1-1", "huawei-e3372-stick");
        plug("1-2", "huawei-e398");
        guest.awaitDrivers(Map.ofEntries(
                entry("1-1:1.0", "option"),
                entry("1-1:1.1", "option"),
                entry("1-1:1.2", "huawei_cdc_ncm"),
                entry("1-1:1.3", "usb-storage"),
                entry("1-1:1.4", "usb-storage"),
                entry("1-2:1.0", "option"),
                entry("1-2:1.1", "qmi_wwan"),
                entry("1-2:1.2", "qmi_wwan"),
                entry("1-2:1.3", "option"),
                entry("1-2:1.4", "option"),
                entry("1-2:1.5", "usb-storage"),
                entry("1-2:1.6", "usb-storage")));
        guest.awaitNode("/dev/ttyUSB4");
        guest.awaitNode("/dev/cdc-wdm1");

        var verdict = guest.probe();

        assertEquals(0, verdict.exit(), verdict.text());
        var ncm = verdict.at("1-1");
        assertEquals("12d1:1506", ncm.id());
        assertEquals("ncm sure", ncm.uplink(), verdict.text());
        assertEquals(List.of("0 at-limited", "1 at"), ncm.ports());
        var qmi = verdict.at("1-2");
        assertEquals("12d1:1506", qmi.id());
        assertEquals("qmi sure", qmi.uplink(), verdict.text());
        assertEquals(List.of("0 at-limited", "3 silent", "4 at"), qmi.ports());
    }

    @Test
    void routersOnAStickHaveNoPorts() throws IOException {
        plug("1-1", "huawei-hilink");
        plug("1-2", "alcatel-ik40");
        guest.awaitDrivers(Map.of(
                "1-1:1.0", "cdc_ether",
                "1-1:1.1", "cdc_ether",
                "1-1:1.2", "usb-storage",
                "1-2:1.0", "rndis_host",
                "1-2:1.1", "rndis_host",
                "1-2:1.2", "usb-storage"));

        var verdict = guest.probe();

        var hilink = verdict.at("1-1");
        assertEquals("12d1:14dc", hilink.id());
        assertEquals("router", hilink.mode());
        assertEquals("ecm sure", hilink.uplink(), verdict.text());
        assertEquals(List.of(), hilink.ports());
        var rndis = verdict.at("1-2");
        assertEquals("router", rndis.mode());
        assertEquals("rndis likely", rndis.uplink(), verdict.text());
    }

    @Test
    void aDiskIsNoModemUntilItIsSwitched() throws IOException {
        var dongle = plug("1-1", "nasty-storage");
        guest.awaitDrivers(Map.of("1-1:1.0", "usb-storage"));
        guest.awaitNode("/dev/sr0");

        var before = guest.probe().at("1-1");

        assertEquals("storage", before.mode());
        assertEquals(List.of(), dongle.heard());

        var after = guest.probe("--switch");

        assertEquals(0, after.exit(), after.text());
        var modem = after.at("1-1");
        assertEquals("12d1:1506", modem.id());
        assertEquals("modem", modem.mode());
        assertEquals("ncm sure", modem.uplink(), after.text());
        guest.awaitDrivers(Map.of(
                "1-1:1.0", "option",
                "1-1:1.1", "option",
                "1-1:1.2", "huawei_cdc_ncm",
                "1-1:1.3", "usb-storage",
                "1-1:1.4", "usb-storage"));
    }

    @Test
    void twoEqualDonglesAreTwo() throws IOException {
        plug("1-1", "nasty-twin");
        plug("1-2", "nasty-twin");
        guest.awaitDrivers(Map.of(
                "1-1:1.0", "option",
                "1-1:1.1", "option",
                "1-1:1.2", "huawei_cdc_ncm",
                "1-2:1.0", "option",
                "1-2:1.1", "option",
                "1-2:1.2", "huawei_cdc_ncm"));
        guest.awaitNode("/dev/ttyUSB3");

        var verdict = guest.probe();

        assertEquals(0, verdict.exit(), verdict.text());
        assertEquals(2, verdict.dongles().size(), verdict.text());
        var one = verdict.at("1-1");
        var two = verdict.at("1-2");
        assertTrue(one.uplink().startsWith("ncm "), verdict.text());
        assertTrue(two.uplink().startsWith("ncm "), verdict.text());
        assertEquals(List.of("0 at", "1 at"), one.ports());
        assertEquals(List.of("0 at", "1 at"), two.ports());
        assertTrue(one.nodes().stream().noneMatch(two.nodes()::contains), verdict.text());
    }

    @Test
    void aDonglePulledInTheMiddleOfAProbeIsAnAnswerToo() throws Exception {
        var dongle = plug("1-1", "nasty-twin");
        guest.awaitDrivers(Map.of("1-1:1.0", "option", "1-1:1.1", "option", "1-1:1.2", "huawei_cdc_ncm"));
        guest.awaitNode("/dev/ttyUSB1");

        var probe = CompletableFuture.supplyAsync(guest::probe);
        Awaitility.await("the first questions")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> dongle.heard().size() >= 4);
        usb.unplug("1-1");
        var verdict = probe.get(2, TimeUnit.MINUTES);

        assertEquals(4, verdict.exit(), verdict.text());
        var lost = verdict.at("1-1");
        assertTrue(lost.ports().stream().allMatch(port -> port.endsWith(" lost")), verdict.text());
    }
}
