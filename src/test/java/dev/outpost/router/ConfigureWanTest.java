package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.uplink.Candidate;
import dev.outpost.uplink.Confidence;
import dev.outpost.uplink.ConfigureWan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section wan of each uplink, with the traps of its handler. */
class ConfigureWanTest {
    private static final String KERNEL = "6.6.144~4ca73159125334b180ac4bba6dc45839-r1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ncm  | /dev/ttyUSB0  | set network.wan.pdptype='IP'",
                "ncm  | /dev/ttyUSB0  | set network.wan.delay='10'",
                "qmi  | /dev/cdc-wdm0 | set network.wan.pdptype='ip'",
                "qmi  | /dev/cdc-wdm0 | set network.wan.device='/dev/cdc-wdm0'",
                "mbim | /dev/cdc-wdm0 | set network.wan.pdptype='ipv4'",
                "mbim | /dev/cdc-wdm0 | set network.wan.apn='a.example'",
                "ppp  | /dev/ttyUSB3  | set network.wan.proto='3g'",
                "ecm  | eth1          | set network.wan.device='eth1'",
            })
    void eachHandlerGetsItsOwnWords(String kind, String node, String edit) {
        assertTrue(
                edits(kind, node, "24.10.8", false, Map.of()).contains(edit),
                () -> edits(kind, node, "24.10.8", false, Map.of()).toString());
    }

    /** facts/openwrt.md#releases: the option came after 25.12.0; before it the node stands. */
    @ParameterizedTest
    @CsvSource({"24.10.8, false", "25.12.0, false", "25.12.1, true", "26.10.0, true"})
    void theUsbPathIsNamedWhereTheHandlerTakesIt(String release, boolean byPath) {
        var edits = edits("qmi", "/dev/cdc-wdm0", release, false, Map.of());

        assertEquals(byPath, edits.contains("set network.wan.devpath='/sys/bus/usb/devices/1-1'"), edits.toString());
        assertEquals(!byPath, edits.contains("set network.wan.device='/dev/cdc-wdm0'"), edits.toString());
    }

    @Test
    void aGuestIsAllowedToRoamOverMbim() {
        assertTrue(edits("mbim", "/dev/cdc-wdm0", "24.10.8", true, Map.of())
                .contains("set network.wan.allow_roaming='1'"));
        assertFalse(edits("mbim", "/dev/cdc-wdm0", "24.10.8", false, Map.of())
                .toString()
                .contains("roaming"));
    }

    /** A saved probe is a file: what the handlers would eval is not taken from it, nor an option that nobody knows. */
    @Test
    void hostileOptionsOfAProbeAreLeftOut() {
        var edits = edits(
                        "ncm",
                        "/dev/ttyUSB0",
                        "24.10.8",
                        false,
                        Map.of(
                                "pdptype", Optional.of("$(reboot)"),
                                "delay", Optional.of("1; reboot"),
                                "mode", Optional.of("lte"),
                                "pincode", Optional.of("1234")))
                .toString();

        assertFalse(edits.contains("reboot") || edits.contains("mode") || edits.contains("1234"), edits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "$(reboot)", "`id`", "a\"b", "a'b", "-a", "a;b", "ä", "a\nb"})
    void anAccessPointNameThatAShellWouldReadIsRefused(String apn) {
        var step = step("ncm", Optional.of("/dev/ttyUSB0"), apn, false, Map.of());

        var blocked = assertInstanceOf(Finding.Blocked.class, step.check(router("24.10.8")));

        assertEquals(ProblemCode.WAN_BAD_APN, blocked.problem().code());
    }

    @Test
    void aDongleThatDialsByItselfNeedsNoAccessPointName() {
        var step = new ConfigureWan(
                candidate("ecm", Map.of()),
                new ConfigureWan.Place(Optional.of("usb0"), Optional.of("1-1")),
                Optional.empty(),
                false,
                false,
                false);

        assertInstanceOf(Finding.Needed.class, step.check(router("24.10.8")));
    }

    private static List<String> edits(
            String kind, String node, String release, boolean roams, Map<String, Optional<String>> options) {
        var needed = assertInstanceOf(
                Finding.Needed.class,
                step(kind, Optional.of(node), "a.example", roams, options).check(router(release)));
        return ((SectionChange) needed.changes().getFirst()).edits();
    }

    private static ConfigureWan step(
            String kind, Optional<String> node, String apn, boolean roams, Map<String, Optional<String>> options) {
        return new ConfigureWan(
                candidate(kind, options),
                new ConfigureWan.Place(node, Optional.of("1-1")),
                Optional.of(apn),
                false,
                roams,
                false);
    }

    private static Candidate candidate(String kind, Map<String, Optional<String>> options) {
        var known = UplinkKind.of(kind).orElseThrow();
        return new Candidate(
                known,
                Optional.empty(),
                Confidence.SURE,
                List.of(),
                List.of(),
                UplinkHandlers.shipped().of(known),
                List.of(),
                options);
    }

    private static RouterFacts router(String release) {
        return Packages.router(release, KERNEL, 1 << 20);
    }
}
