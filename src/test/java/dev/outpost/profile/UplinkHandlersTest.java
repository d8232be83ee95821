package dev.outpost.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stood in several tables once, and differed there: one file says it now. */
class UplinkHandlersTest {
    private final UplinkHandlers handlers = UplinkHandlers.shipped();

    @ParameterizedTest
    @CsvSource({
        "qmi, qmi, WDM, true, uqmi, false",
        "mbim, mbim, WDM, true, umbim, false",
        "ncm, ncm, TTY, true, gcom, true",
        "directip, directip, TTY, true, gcom, false",
        "ppp, 3g, TTY, true, gcom, true",
        "ecm, dhcp, NET, false, , false",
        "rndis, dhcp, NET, false, , false"
    })
    void eachKindHasAHandler(
            String kind, String proto, Handler.Node node, boolean dials, String askedWith, boolean entersPin) {
        var handler = handlers.of(UplinkKind.of(kind).orElseThrow());

        assertEquals(proto, handler.proto());
        assertEquals(node, handler.node());
        assertEquals(dials, handler.dials());
        assertEquals(Optional.ofNullable(askedWith), handler.askedWith());
        assertEquals(entersPin, handler.keeperEntersPin());
    }

    /** One ranking: native before standard, dialled before routed, PPP last. */
    @Test
    void theOrderOfTheCarriersIsTheRanking() {
        assertEquals(
                List.of("huawei-ncm", "qmi", "mbim", "directip", "ncm", "ecm", "rndis", "serial"),
                handlers.carriers().stream()
                        .map(UplinkHandlers.Carrier::function)
                        .toList());
        assertTrue(handlers.rank(UplinkKind.NCM, Optional.of("huawei-ncm"))
                < handlers.rank(UplinkKind.QMI, Optional.of("qmi")));
        assertTrue(
                handlers.rank(UplinkKind.MBIM, Optional.empty()) < handlers.rank(UplinkKind.NCM, Optional.empty()),
                "an NCM that nobody knows more of counts as the standard one");
    }

    /** Seconds that it goes on asking a modem that is not ready; it was 10 in probe and 15 in apply. */
    @Test
    void ncmAsksForTenSeconds() {
        var delay = option(UplinkKind.NCM, "delay");

        assertEquals(Optional.of("10"), delay.value(Optional.empty()));
        assertEquals(Optional.of("25"), delay.value(Optional.of("25")));
        assertEquals(Optional.of("10"), delay.value(Optional.of("1; reboot")));
    }

    private Handler.Option option(UplinkKind kind, String name) {
        return handlers.of(kind).options().stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A bundle for a kind, and the spares that a profile names, come from one table; the serial driver is the handler's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qmi      | uqmi kmod-usb-net-qmi-wwan kmod-usb-serial-option",
                "mbim     | umbim kmod-usb-net-cdc-mbim kmod-usb-serial-option",
                "ncm      | comgt-ncm kmod-usb-net-huawei-cdc-ncm kmod-usb-net-cdc-ncm kmod-usb-serial-option",
                "directip | comgt-directip kmod-usb-net-sierrawireless kmod-usb-serial-sierrawireless",
                "ppp      | comgt kmod-usb-serial-option kmod-usb-acm",
                "ecm      | kmod-usb-net-cdc-ether",
                "rndis    | kmod-usb-net-rndis"
            })
    void eachKindHasItsPackages(String kind, String packages) {
        assertEquals(
                Set.of(packages.split(" ")),
                handlers.packages(UplinkKind.of(kind).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "huawei-e3372h-607 | comgt-ncm kmod-usb-net-huawei-cdc-ncm kmod-usb-serial-option usb-modeswitch",
                "sierra-mc7304     | uqmi kmod-usb-net-qmi-wwan kmod-usb-serial-option",
                "zte-mf286r        | comgt-ncm kmod-usb-net-rndis kmod-usb-serial-option",
                "huawei-hilink     | kmod-usb-net-cdc-ether usb-modeswitch"
            })
    void aSpareNeedsWhatItsProfilePrefers(String profile, String packages) {
        assertEquals(Set.of(packages.split(" ")), handlers.ofSpares(List.of(profile)));
    }

    @Test
    void aDiskThatBecomesAModemIsNoSpare() {
        assertEquals(
                Optional.empty(),
                handlers.ofSpare(ProfileBook.shipped().dongle("huawei-zerocd").orElseThrow()));
    }

    @Test
    void whateverMayComeIsAllButWhatSeldomDoes() {
        var any = handlers.packagesOfAny();

        assertTrue(any.containsAll(Set.of(
                "comgt",
                "comgt-ncm",
                "uqmi",
                "umbim",
                "kmod-usb-acm",
                "kmod-usb-serial-qualcomm",
                "kmod-usb-net-rndis")));
        assertFalse(any.contains("comgt-directip"));
    }

    /** By the kernel's driver of the ports; nobody knows it: option takes most. */
    @ParameterizedTest
    @CsvSource({
        "cdc_acm option, kmod-usb-acm",
        "qcserial, kmod-usb-serial-qualcomm",
        "sierra, kmod-usb-serial-sierrawireless",
        "option, kmod-usb-serial-option",
        "ftdi_sio, kmod-usb-serial-option",
        "'', kmod-usb-serial-option"
    })
    void portsNeedThePackageOfTheirDriver(String drivers, String name) {
        assertEquals(name, handlers.serialPackage(List.of(drivers.split(" "))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "AT+QCFG=\"usbnet\", 0, qmi",
                "AT+QCFG=\"usbnet\", 5, ncm",
                "AT+QCFG=\"usbnet\", 4, ",
                "AT+UUSBCONF?, 3, rndis",
                "AT+CUSBPIDSWITCH?, 9003, mbim",
                "AT+ELSE?, 0, "
            })
    void modemsNameTheirKindByNumber(String asked, String answer, String kind) {
        assertEquals(Optional.ofNullable(kind), handlers.named(asked, answer).map(UplinkKind::word));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSaysItsOwnWord(UplinkKind kind) {
        assertEquals(Optional.of(kind), UplinkKind.of(kind.word()));
        assertEquals(kind.word(), kind.toString());
    }

    @Test
    void netifdIsRestartedForWhatBringsAHandler() {
        assertTrue(Stream.of("comgt-ncm", "uqmi", "wireguard-tools", "ppp").allMatch(handlers::bringsHandler));
        assertFalse(handlers.bringsHandler("kmod-usb-net-qmi-wwan"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handlers: [{proto: x, node: tty, dials: true}]",
                "handlers: [{proto: x, node: card, dials: true, source: s}]",
                "serial: [{driver: d, package: p, source: s}]\nhandlers: [{proto: x, node: tty, dials: true, source: s, serial: [nobody]}]",
                "carriers: [{function: f, kind: slip, proto: x, driver: d, source: s}]",
                "handlers: []\nstarts-as-storage: {packages: [], source: s}\nrestart: {packages: [], source: s}",
                "uplinks: []"
            })
    void refusesWhatHasNoSourceOrNoMeaning(String text) {
        assertThrows(ProblemException.class, () -> UplinkHandlers.read("x.yaml", text + "\n"));
    }
}
