package dev.outpost.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageTableTest {
    private final PackageTable shipped = PackageTable.shipped();

    @Test
    void knowsThreeSeriesAndWhichOfThemHaveSizes() {
        assertEquals(List.of("23.05", "24.10", "25.12"), shipped.known());
        assertEquals("23.05", shipped.sized().series());
        assertFalse(shipped.release("24.10").orElseThrow().isSized());
    }

    @Test
    void takesAReleaseOfASeriesForTheSeries() {
        assertEquals("24.10", shipped.release("24.10.8").orElseThrow().series());
        assertEquals(Optional.empty(), shipped.release("19.07"));
        assertEquals(Optional.empty(), shipped.release(""));
    }

    /** Series past their end, from OpenWrt's list of releases; each leans on one that is known. */
    @ParameterizedTest
    @CsvSource({"22.03, 22.03.7, 5.10", "22.03.5, 22.03.7, 5.10", "21.02, 21.02.7, 5.4", "19.07.3, 19.07.10, 4.14"})
    void knowsWhatStandsInForAnOlderRelease(String name, String last, String kernel) {
        var older = shipped.older(name).orElseThrow();

        assertEquals(last, older.last());
        assertEquals(kernel, older.kernel());
        assertEquals(Optional.empty(), shipped.release(name), "no table of its own");
        assertTrue(shipped.release(older.nearest()).isPresent());
        assertEquals(Optional.empty(), shipped.older("24.10"));
        assertEquals(Optional.empty(), shipped.older("99.99"));
    }

    @ParameterizedTest
    @CsvSource({
        "25.12, ath79/generic, ath79/generic",
        "25.12.5, mediatek/filogic, mediatek/filogic",
        "25.12, ramips/mt76x8, ramips/mt76x8",
        "25.12, x86/64, ramips/mt76x8",
        "23.05, bcm53xx/generic, bcm53xx/generic"
    })
    void takesTheTargetsOwnIndexesWhereTheyAreKnown(String name, String target, String used) {
        var release = shipped.release(name, Optional.of(target)).orElseThrow();

        assertEquals(used, release.target());
        assertFalse(release.closure(List.of("kmod-usb-net-qmi-wwan"), List.of()).isEmpty());
    }

    @Test
    void addsUpWhatThePublishedIndexesSay() {
        var tunnel = shipped.sized().closure(List.of("kmod-wireguard", "wireguard-tools"), List.of());

        assertEquals(9, tunnel.size(), tunnel.toString());
        assertEquals(
                36330 + 28710 + 2104 + 8390 + 11883 + 1681 + 3645 + 5046 + 5584,
                tunnel.stream().mapToLong(e -> e.bytes().orElse(0L)).sum());
    }

    @ParameterizedTest
    @CsvSource({"23.05", "24.10", "25.12"})
    void leavesOutWhatTheImageHolds(String series) {
        var release = shipped.release(series).orElseThrow();

        var alone = names(release.closure(List.of("kmod-usb-net-cdc-ether"), List.of()));
        var onABoardWithUsb = names(release.closure(List.of("kmod-usb-net-cdc-ether"), List.of("kmod-usb2")));

        assertTrue(alone.contains("kmod-usb-core"), alone.toString());
        assertFalse(onABoardWithUsb.contains("kmod-usb-core"), onABoardWithUsb.toString());
        assertTrue(onABoardWithUsb.containsAll(List.of("kmod-usb-net-cdc-ether", "kmod-usb-net", "kmod-mii")));
        assertFalse(onABoardWithUsb.contains("libc"));
    }

    @Test
    void takesTheSmallestOfThoseThatStandForAName() {
        var release = shipped.release("25.12").orElseThrow();

        assertTrue(names(release.closure(List.of("wireguard-tools"), List.of())).contains("ip-tiny"));
        assertFalse(names(release.closure(List.of("wireguard-tools"), List.of("ip-full")))
                .contains("ip-tiny"));
    }

    @Test
    void saysSoWhereAPackageIsInNoIndex() {
        var found = shipped.sized().closure(List.of("usb-modeswitch"), List.of());

        assertEquals(List.of("usb-modeswitch"), names(found));
        assertEquals(Optional.empty(), found.getFirst().bytes());
    }

    @Test
    void readsALoopOfDependenciesOnce() {
        var table = new PackageTable("""
                release\t30.01\t30.01.1\tx/y\tarch\t2030-01-01\tsizes
                package\t30.01\ta\t10\tb
                package\t30.01\tb\t20\ta
                """);

        assertEquals(
                List.of("a", "b"), names(table.release("30.01").orElseThrow().closure(List.of("a"), List.of())));
    }

    private static List<String> names(List<PackageRelease.Entry> entries) {
        return entries.stream().map(PackageRelease.Entry::name).toList();
    }
}
