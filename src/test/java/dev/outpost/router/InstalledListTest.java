package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InstalledListTest {
    @Test
    void readsOpkgsStatus() {
        var list = InstalledList.read("""
                Package: libusb-1.0-0
                Version: 1.0.29-r1
                Provides: libusb-1.0, libusb (= 1)
                Status: install user installed
                Package: dropbear
                Version: 2024.86-r1
                Status: install ok installed
                """);

        assertEquals(List.of("libusb-1.0", "libusb"), one(list, "libusb-1.0-0").provides());
        assertTrue(one(list, "libusb-1.0-0").usable());
        assertEquals("2024.86-r1", one(list, "dropbear").version());
    }

    /** facts/behaviours.md#35, and facts/openwrt.md#half-installed: unpacked without its postinst; debris of an extraction that found the flash full. */
    @Test
    void behaviour35HalfAnInstallationIsNone() {
        var list = InstalledList.read("""
                Package: broken-postinst
                Version: 1.0-r1
                Status: install user unpacked
                Package: wwan
                Version: 2019.04.29-r6
                Status: install user not-installed
                Package: gone
                Version: 1
                Status: deinstall user not-installed
                """);

        assertFalse(one(list, "broken-postinst").usable());
        assertTrue(one(list, "broken-postinst").isHalf());
        assertTrue(one(list, "wwan").isHalf());
        assertFalse(one(list, "gone").isHalf());
    }

    @Test
    void readsApksDatabase() {
        var list = InstalledList.read("""
                P:wireguard-tools
                V:1.0.20250521-r1
                f:S
                P:kernel
                V:6.12.71~dd1e7bca7d6061baf1883457e6958101-r1
                P:libusb-1.0-0
                V:1.0.29-r1
                p:libusb-1.0=1.0.29-r1 libusb-any
                P:broken-postinst
                V:1.0-r1
                f:s
                P:half
                V:1
                f:fs
                """);

        assertEquals(
                "6.12.71~dd1e7bca7d6061baf1883457e6958101-r1",
                one(list, "kernel").version());
        assertEquals(
                List.of("libusb-1.0", "libusb-any"), one(list, "libusb-1.0-0").provides());
        assertTrue(one(list, "wireguard-tools").usable(), "S names the kind of hashes, nothing broken");
        assertFalse(one(list, "broken-postinst").usable());
        assertEquals("install user broken-files", one(list, "half").status());
    }

    private static InstalledPackage one(Map<String, InstalledPackage> list, String name) {
        return Objects.requireNonNull(list.get(name), name);
    }
}
