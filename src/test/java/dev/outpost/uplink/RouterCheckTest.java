package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.packages.PackageRelease;
import dev.outpost.packages.PackageTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.schema.Schema;
import dev.outpost.text.Json;
import dev.outpost.uplink.RouterFit.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterCheckTest {
    private static final ProfileBook BOOK = ProfileBook.shipped();
    private static final PackageTable TABLE = PackageTable.shipped();

    @Test
    void namesThePackagesWithTheirDependenciesAndWireGuard() {
        var fit = fit("12d1:1506", "glinet,gl-mt300n-v2", "24.10");

        assertEquals(Optional.of("ncm"), fit.uplink());
        var names = fit.packages().stream().map(PackageRelease.Entry::name).toList();
        assertTrue(
                names.containsAll(List.of("comgt-ncm", "wwan", "kmod-usb-wdm", "kmod-wireguard", "wireguard-tools")));
        assertFalse(names.contains("kmod-usb-core"), "the image of a board with USB holds it");
    }

    @Test
    void saysWhichSizesItKnowsAndWhichItDoesNot() {
        var sized = fit("2c7c:0125", "glinet,gl-mt300n-v2", "23.05").flash();
        var unsized = fit("2c7c:0125", "glinet,gl-mt300n-v2", "24.10").flash();

        assertEquals(Optional.of(sized.estimate()), sized.needed());
        assertTrue(sized.estimate() > 200_000 && sized.estimate() < 250_000, sized.toString());
        assertTrue(sized.basis().contains("OpenWrt 23.05.2 for bcm53xx/generic"), sized.basis());
        assertEquals(Optional.empty(), unsized.needed());
        assertTrue(unsized.basis().contains("the sizes of 24.10 are not known"), unsized.basis());
        assertEquals(
                List.of("usb-modeswitch"),
                fit("12d1:1506", "glinet,gl-mt300n-v2", "23.05").flash().unknown());
    }

    @Test
    void fitsOnlyWhereThereIsRoomForAllThatIsUncertain() {
        assertEquals(
                Optional.of(true),
                fit("2c7c:0125", "glinet,gl-mt300n-v2", "24.10").flash().fits());
        var small = fit("2c7c:0125", "tplink,tl-mr3020-v3", "24.10");
        assertEquals(Optional.empty(), small.flash().fits());
        assertEquals(Word.WORKS_IF, small.verdict().word());
        assertTrue(small.verdict().line().contains("what is free after flashing is not known"));
        var tiny = fit("2c7c:0125", "tplink,tl-mr3020-v1", "23.05");
        assertEquals(Optional.of(false), tiny.flash().fits());
        assertTrue(tiny.verdict().line().startsWith("will not work because the packages do not fit: about "));
    }

    @Test
    void namesKnownTroubleWithItsIssueOnTheReleasesThatHaveIt() {
        var cured = "works if the ncm handler is cured (outpost apply does it) (from tables only)";
        assertEquals(
                cured,
                fit("12d1:1506", "glinet,gl-mt300n-v2", "24.10").verdict().line());
        assertTrue(sources(fit("12d1:1506", "glinet,gl-mt300n-v2", "23.05")).contains("openwrt/openwrt#17448"));
        assertFalse(sources(fit("12d1:1506", "glinet,gl-mt300n-v2", "25.12")).contains("openwrt/openwrt#17448"));
        assertFalse(sources(fit("2c7c:0125", "glinet,gl-mt300n-v2", "24.10")).contains("openwrt/openwrt#17448"));
        assertTrue(sources(fit("12d1:1506", "glinet,gl-mt300n-v2", "24.10")).contains("openwrt/openwrt#84"), "a note");
    }

    @Test
    void seesAddressesThatCollide() {
        var alcatel = fit("1bbb:0195", "glinet,gl-mt300n-v2", "23.05");
        var hilink = fit("12d1:14dc", "glinet,gl-mt300n-v2", "23.05");

        assertEquals("192.168.1.0/24", alcatel.collisions().getFirst().network());
        assertTrue(alcatel.collisions().getFirst().next().contains("router.lan: auto"));
        assertEquals(
                "works if the router's LAN leaves 192.168.1.0/24 (from tables only)",
                alcatel.verdict().line());
        assertEquals(List.of(), hilink.collisions());
        assertEquals("works (from tables only)", hilink.verdict().line());
    }

    @Test
    void holdsWhatTheDongleDrawsAgainstWhatThePortGives() {
        var hungry = drawing("2c7c:0125", 896);

        var mango = check("glinet,gl-mt300n-v2", "23.05", hungry);
        assertEquals(Optional.of(false), mango.power().enough());
        assertEquals(
                "works if a powered hub feeds it (from tables only)",
                mango.verdict().line());
        assertTrue(mango.power().says().contains("by USB 2.0 a port gives 500 mA"));
        var pi = check("raspberrypi,4-model-b", "23.05", hungry);
        assertEquals(Optional.of(1200), pi.power().gives());
        assertEquals(Optional.of(true), pi.power().enough());
        var modest = check("glinet,gl-mt300n-v2", "23.05", drawing("2c7c:0125", 500));
        assertEquals(Optional.empty(), modest.power().enough(), "nobody measured that port");
        assertEquals("works (from tables only)", modest.verdict().line());
    }

    @Test
    void believesNoDescriptorThatSaysNextToNothing() {
        var stick =
                check("raspberrypi,4-model-b", "23.05", drawing("2c7c:0125", 2)).power();

        assertEquals(Optional.empty(), stick.draws());
        assertEquals(Optional.empty(), stick.enough());
        assertTrue(stick.says().contains("its descriptor says 2 mA"), stick.says());
    }

    /** 04e8:6863 from a public dump; a board by Linux's own gadget id. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            04e8:6863 | e0/01/03 0a/00/00          | likely | works if a person keeps the telephone's sharing on;
            1782:5d0f | e0/01/03 0a/00/00 ff/42/01 | likely | works if it is a stick, or a person keeps the telephone's sharing on;
            0525:a4a2 | e0/01/03 0a/00/00          | guess  | works if rndis, which is a guess, carries it; the computer on the cable passes traffic on;
            """)
    void neverHangsASiteOnATelephone(String id, String interfaces, String word, String verdict) {
        var dongle = LayoutTableTest.probe(bare(id, interfaces));

        assertEquals(word, dongle.best().orElseThrow().confidence().word());
        assertTrue(
                dongle.report().warnings().stream()
                        .anyMatch(w -> w.contains("no site should hang") || w.contains("leads to itself")),
                dongle.report().warnings().toString());
        var line = check(BOOK.router("glinet,gl-mt300n-v2").orElseThrow(), "23.05", dongle)
                .verdict()
                .line();
        assertTrue(line.startsWith(verdict), line);
    }

    /** Ids that no kernel of ours lists, and a network that no handler dials: the forms of public reports. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            05c6:9004 | ff/ff/ff ff/ff/ff | works if its id is told to the router's drivers at each start
            04e8:6889 | ff/00/00 0a/00/00 | will not work because interface 0 is ff/00/00
            """)
    void promisesNothingThatTheKernelDoesNotKnow(String id, String interfaces, String verdict) {
        var dongle = LayoutTableTest.probe(bare(id, interfaces));

        var line = check(BOOK.router("glinet,gl-mt300n-v2").orElseThrow(), "24.10", dongle)
                .verdict()
                .line();

        assertTrue(line.startsWith(verdict), line);
    }

    private static UsbDevice bare(String id, String interfaces) {
        var triples = interfaces.split(" ");
        return new UsbDevice(
                "1-1",
                id.substring(0, 4),
                id.substring(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(500),
                IntStream.range(0, triples.length)
                        .mapToObj(n -> UsbInterface.unbound(n, Triple.parse(triples[n]), 2))
                        .toList());
    }

    @Test
    void refusesABoardWithoutUsb() {
        var fit = fit("2c7c:0125", "xiaomi,mi-router-4a-gigabit", "23.05");

        assertEquals(
                "will not work because the board has no USB port (from tables only)",
                fit.verdict().line());
        assertEquals(Optional.of(0), fit.usbPorts());
    }

    @Test
    void callsNoDiskAndNoDownloadModeAModem() {
        for (var layout : RecordedLayouts.all()) {
            var line = check("glinet,gl-mt300n-v2", "23.05", layout.device(true))
                    .verdict()
                    .line();
            switch (layout.mode()) {
                case "storage" -> assertTrue(line.startsWith("works if it is switched first"), layout + ": " + line);
                case "qdl" -> assertTrue(line.startsWith("will not work because the dongle is in emergency"), line);
                default -> {}
            }
        }
    }

    @Test
    void showsTheRunnerUpWhereSomethingElseComesOfIt() {
        var fit = fit("2c7c:0125", "glinet,gl-mt300n-v2", "23.05");

        var second = fit.runnerUp().orElseThrow();
        assertEquals(Optional.of("ppp"), second.uplink());
        assertTrue(second.verdict().line().startsWith("works if ppp, which is a guess, carries it"));
        assertEquals(Optional.empty(), second.runnerUp());
        assertEquals(
                Optional.empty(),
                fit("12d1:14dc", "glinet,gl-mt300n-v2", "23.05").runnerUp());
    }

    @Test
    void addsTheHostDriverWhereTheImageLacksIt() {
        var names = fit("2c7c:0125", "mikrotik,routerboard-952ui-5ac2nd", "23.05").packages().stream()
                .map(PackageRelease.Entry::name)
                .toList();

        assertTrue(names.containsAll(List.of("kmod-usb2", "kmod-usb-core")), names.toString());
    }

    @Test
    void saysWhoTriedItOnlyWhereBothWereTried() {
        var board = BOOK.router("glinet,gl-mt300n-v2").orElseThrow();
        var triedBoard = new DeviceProfile(
                board.kind(), board.profile(), board.name(), board.boards(), board.facts(), List.of("Ann, 2026-12-01"));
        var dongle = LayoutTableTest.probe(layout("12d1:14dc"));
        var triedDongle = new ProbeDocument.Dongle(tried(dongle.report()), dongle.uplinks());

        assertEquals("works (from tables only)", line(board, triedDongle));
        assertEquals("works (from tables only)", line(triedBoard, dongle));
        assertEquals("works (tried on hardware by Bo; the router by Ann, 2026-12-01)", line(triedBoard, triedDongle));
    }

    @Test
    void neverSaysWorksOfWhatNobodyTriedAndKeepsItsSchemaForEveryLayoutAndBoard() {
        var everything = everything();
        for (var router : BOOK.devices()) {
            if (!router.kind().equals("routers")) {
                continue;
            }
            for (var series : TABLE.known()) {
                var release = TABLE.release(series).orElseThrow();
                var check = new RouterCheck(
                        router,
                        router.boards().getFirst(),
                        release,
                        TABLE,
                        BOOK,
                        RouterFit.Narrowing.none(release.series()));
                var document = check.check(everything);
                document.dongles()
                        .forEach(d -> assertTrue(
                                d.router().orElseThrow().verdict().line().endsWith("(from tables only)")));
                if (series.equals("24.10")) {
                    assertEquals(List.of(), Schema.errors("probe", Json.pretty(document.toJson())), router.profile());
                }
            }
        }
    }

    @Test
    void hasAProfileForTwelveBoardsWithUsbEachFactWithItsSource() {
        var routers =
                BOOK.devices().stream().filter(d -> d.kind().equals("routers")).toList();

        assertTrue(routers.stream()
                        .filter(r -> r.fact("usb-ports")
                                .filter(n -> n.matches("[1-9]"))
                                .isPresent())
                        .count()
                >= 12);
        for (var router : routers) {
            assertFalse(router.boards().isEmpty(), router.profile());
            assertTrue(router.facts().stream().noneMatch(f -> f.source().isBlank()), router.profile());
            for (var fact : List.of("target", "flash-kib", "firmware-kib", "ram-mib", "usb-ports", "ethernet-ports")) {
                assertTrue(router.fact(fact).isPresent(), router.profile() + " says nothing of " + fact);
            }
        }
    }

    private static ProbeDocument everything() {
        return new ProbeDocument(
                RecordedLayouts.all().stream()
                        .map(l -> LayoutTableTest.probe(l.device(true)))
                        .toList(),
                Optional.empty(),
                Duration.ZERO);
    }

    private static List<String> sources(RouterFit fit) {
        return fit.trouble().stream().map(RouterFit.Trouble::source).toList();
    }

    private static RouterFit fit(String id, String board, String series) {
        return check(board, series, layout(id));
    }

    private static RouterFit check(String board, String series, UsbDevice device) {
        return check(BOOK.router(board).orElseThrow(), series, LayoutTableTest.probe(device));
    }

    private static RouterFit check(DeviceProfile board, String series, ProbeDocument.Dongle dongle) {
        var release = TABLE.release(series).orElseThrow();
        var document = new ProbeDocument(List.of(dongle), Optional.empty(), Duration.ZERO);
        return new RouterCheck(
                        board,
                        board.boards().getFirst(),
                        release,
                        TABLE,
                        BOOK,
                        RouterFit.Narrowing.none(release.series()))
                .check(document)
                .dongles()
                .getFirst()
                .router()
                .orElseThrow();
    }

    private static String line(DeviceProfile board, ProbeDocument.Dongle dongle) {
        return check(board, "23.05", dongle).verdict().line();
    }

    private static UsbDevice layout(String id) {
        return RecordedLayouts.all().stream()
                .filter(RecordedLayouts.Recorded::showsTriples)
                .map(l -> l.device(true))
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static UsbDevice drawing(String id, int ma) {
        var d = layout(id);
        return new UsbDevice(
                d.path(),
                d.vid(),
                d.pid(),
                d.manufacturer(),
                d.product(),
                d.serial(),
                d.configurations(),
                Optional.of(ma),
                d.interfaces());
    }

    private static ProbeReport tried(ProbeReport r) {
        return new ProbeReport(
                r.usb(),
                r.mode(),
                r.ports(),
                r.identity(),
                r.sim(),
                r.network(),
                r.answers(),
                r.profile(),
                "tried on hardware by Bo",
                r.warnings());
    }
}
