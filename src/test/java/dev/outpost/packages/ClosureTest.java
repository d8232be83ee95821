package dev.outpost.packages;

import static dev.outpost.router.Packages.HASH;
import static dev.outpost.router.Packages.KERNEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.router.Bundle;
import dev.outpost.router.Packages;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosureTest {
    private static final long ROOM = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void bringsDependenciesFirstAndLeavesOutWhatIsThere() throws Exception {
        assertEquals(
                List.of("chat", "comgt", "comgt-ncm"),
                of(
                        "24.10.8",
                        KERNEL,
                        List.of("comgt-ncm"),
                        List.of("wwan"),
                        "comgt-ncm 1 libc,comgt,wwan",
                        "comgt 1 libc,chat",
                        "chat 1 libc",
                        "wwan 1 libc"));
    }

    @Test
    void endsInACircle() throws Exception {
        assertEquals(List.of("b", "a"), of("24.10.8", KERNEL, List.of("a"), List.of(), "a 1 b", "b 1 a"));
    }

    /** wireguard-tools of 25.12 asks for "ip", which ip-tiny and ip-full stand for. */
    @Test
    void aVirtualNameIsMetByAnyProviderThatIsInstalled() throws Exception {
        assertEquals(
                List.of("wireguard-tools"),
                of(
                        "25.12.0",
                        KERNEL,
                        List.of("wireguard-tools"),
                        List.of("ip-full[ip]"),
                        "wireguard-tools 1 ip",
                        "ip-tiny 1 libmnl0 ip",
                        "libmnl0 1",
                        "ip-full 1 libmnl0 ip"));
    }

    @Test
    void ofSeveralProvidersTheOneThatBringsTheLeastIsTaken() throws Exception {
        assertEquals(
                List.of("ip-tiny", "wireguard-tools"),
                of(
                        "25.12.0",
                        KERNEL,
                        List.of("wireguard-tools"),
                        List.of(),
                        "wireguard-tools 1 ip",
                        "ip-full 1 libelf1,libbpf1 ip",
                        "libelf1 1",
                        "libbpf1 1",
                        "ip-tiny 1 - ip"));
    }

    @Test
    void aProviderThatIsChosenAnywayServes() throws Exception {
        assertEquals(
                List.of("libelf1", "ip-full", "wireguard-tools"),
                of(
                        "25.12.0",
                        KERNEL,
                        List.of("ip-full", "wireguard-tools"),
                        List.of(),
                        "wireguard-tools 1 ip",
                        "ip-full 1 libelf1 ip",
                        "libelf1 1",
                        "ip-tiny 1 - ip"));
    }

    @Test
    void namesWithAnAbiSuffixAreMetByTheirPlainName() throws Exception {
        assertEquals(
                List.of("usb-modeswitch"),
                of(
                        "24.10.8",
                        KERNEL,
                        List.of("usb-modeswitch"),
                        List.of("libusb-1.0-0[libusb-1.0]"),
                        "usb-modeswitch 1 libusb-1.0"));
        assertEquals(
                List.of("libusb-1.0-0", "usb-modeswitch"),
                of(
                        "24.10.8",
                        KERNEL,
                        List.of("usb-modeswitch"),
                        List.of(),
                        "usb-modeswitch 1 libusb-1.0-0",
                        "libusb-1.0-0 1 -"));
    }

    @Test
    void kernelConstraintsAreReadInEveryReleasesWriting() throws Exception {
        for (var written : List.of("kernel(=6.6.144-1-" + HASH + ")", "kernel(=" + KERNEL + ")", "kernel=" + KERNEL)) {
            assertEquals(
                    List.of("kmod-mii"),
                    of("24.10.8", KERNEL, List.of("kmod-mii"), List.of(), "kmod-mii 1 " + written));
        }
    }

    /** facts/behaviours.md#37: opkg would say "Unknown package". */
    @Test
    void behaviour37AModuleOfAnotherKernelIsRefusedByItsBuild() {
        var other = HASH.replace('4', '5');
        var e = assertThrows(
                ProblemException.class,
                () -> of(
                        "24.10.8",
                        KERNEL,
                        List.of("kmod-mii"),
                        List.of(),
                        "kmod-mii 1 kernel(=6.6.144~" + other + "-r1)"));
        assertEquals(ProblemCode.PKG_KERNEL, e.problem().code());
        assertTrue(e.problem().what().contains(other), e.problem().what());
    }

    @Test
    void aVersionThatIsTooOldIsNoneAtAll() throws Exception {
        assertEquals(List.of("x"), of("24.10.8", KERNEL, List.of("x"), List.of("lib=2.1"), "x 1 lib(>=2.0)"));
        var e = assertThrows(
                ProblemException.class,
                () -> of("24.10.8", KERNEL, List.of("x"), List.of("lib=1.9"), "x 1 lib(>=2.0)"));
        assertEquals(ProblemCode.PKG_MISSING, e.problem().code());
        assertTrue(
                e.problem().what().contains("the router has 1.9"), e.problem().what());
    }

    @Test
    void whatCannotBeBesideAnotherIsRefused() {
        var e = assertThrows(
                ProblemException.class, () -> of("25.12.0", KERNEL, List.of("x"), List.of("y=1"), "x 1 !y"));
        assertEquals(ProblemCode.PKG_CONFLICT, e.problem().code());
    }

    private List<String> of(String release, String kernel, List<String> wanted, List<String> installed, String... rows)
            throws Exception {
        var router = Packages.router(release, kernel, ROOM, installed.toArray(String[]::new));
        return new Closure(Packages.bundle(folder, release, kernel, rows), router)
                .of(wanted).stream().map(Bundle.Item::name).toList();
    }
}
