package dev.outpost.workflow;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.uplink.Candidate;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.RouterDongles;
import dev.outpost.workflow.site.ModemWish;
import dev.outpost.workflow.site.ModemWish.UplinkWish;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a probe told of the dongle, looked up on the router that it is plugged into now.
 *
 * @param dongle as probed on the laptop
 * @param candidate the uplink to use
 * @param apn access point name with where it is from
 * @param same recognizes it
 */
record Modem(
        ProbeDocument.Dongle dongle, Candidate candidate, Optional<String> apn, String apnSource, SameDongle same) {

    /** The best candidate, or the one that the site file asks for. */
    static Optional<Modem> chosen(ProbeDocument probe, ModemWish wish, DongleKey key) {
        return probe.usable().flatMap(dongle -> chosen(dongle, wish, new SameDongle(dongle.marks(), Optional.of(key))));
    }

    static Optional<Modem> chosen(ProbeDocument.Dongle dongle, ModemWish wish, SameDongle same) {
        var kind = wish.uplink().name().toLowerCase(Locale.ROOT);
        return dongle.uplinks().stream()
                .filter(candidate -> wish.uplink() == UplinkWish.AUTO
                        || candidate.uplink().kind().equals(kind))
                .findFirst()
                .map(candidate -> new Modem(dongle, candidate, apn(dongle, wish), source(dongle, wish), same));
    }

    /** The access point name that wan has already. */
    Optional<String> apnInUse(RouterFacts router) {
        return router.uci("network")
                .section("wan")
                .filter(wan -> wan.value("proto")
                        .equals(Optional.of(candidate.openwrt().proto())))
                .flatMap(wan -> wan.value("apn"));
    }

    private static Optional<String> apn(ProbeDocument.Dongle dongle, ModemWish wish) {
        return wish.apn().or(() -> dongle.report().sim().apn().value());
    }

    private static String source(ProbeDocument.Dongle dongle, ModemWish wish) {
        return wish.apn().isPresent()
                ? "the site file says so"
                : dongle.report().sim().apn().source().orElse("the probe");
    }

    /** It in the router's own USB tree, or the first of its kind there. */
    Optional<UsbDevice> on(RouterFacts router) {
        return ofItsKind(router).stream().findFirst();
    }

    /** The devices of its kind in the router; the one that is proven to be it stands first, those that are proven others last. */
    List<UsbDevice> ofItsKind(RouterFacts router) {
        var id = dongle.report().usb().map(usb -> usb.id());
        return RouterDongles.devices(router).stream()
                .filter(device -> id.map(device.id()::equals)
                        .orElseGet(() -> Layout.of(device).isDongle()))
                .sorted(Comparator.comparing(
                        device -> same.bySerial(device).map(is -> is ? 0 : 2).orElse(1)))
                .toList();
    }

    /** Interface numbers of serial ports, as two hexadecimal digits, the one that answered on the laptop first. */
    String order(UsbDevice device) {
        var preferred = dongle.report().atPort().flatMap(port -> port.interfaceNumber()).stream();
        var others = device.interfaces().stream()
                .filter(each -> each.triple()
                        .filter(t -> t.isVendor() || t.interfaceClass() == 0x02)
                        .isPresent())
                .map(UsbInterface::number);
        return Stream.concat(preferred, others)
                .distinct()
                .map(number -> String.format(Locale.ROOT, "%02x", number))
                .collect(java.util.stream.Collectors.joining(" "));
    }

    /**
     * The node on the router, once its drivers are in: of the interface that answered on the laptop, or the one that wan
     * uses already.
     */
    Optional<String> node(RouterFacts router) {
        var found = on(router);
        var used = router.uci("network").section("wan").flatMap(wan -> wan.value("device"));
        return switch (candidate.uplink().kind()) {
            case "ncm", "ppp" -> found.flatMap(usb -> tty(usb, used));
            case "qmi", "mbim" -> found.flatMap(usb -> first(usb, UsbInterface::wdm));
            default -> found.flatMap(usb -> first(usb, UsbInterface::net));
        };
    }

    private Optional<String> tty(UsbDevice usb, Optional<String> used) {
        return used.filter(node ->
                        usb.interfaces().stream().anyMatch(each -> each.tty().equals(Optional.of(node))))
                .or(() -> dongle.report()
                        .atPort()
                        .flatMap(port -> port.interfaceNumber())
                        .flatMap(usb::usbInterface)
                        .flatMap(UsbInterface::tty))
                .or(() -> first(usb, UsbInterface::tty));
    }

    private static Optional<String> first(UsbDevice usb, Function<UsbInterface, Optional<String>> node) {
        return usb.interfaces().stream()
                .flatMap(each -> node.apply(each).stream())
                .findFirst();
    }

    /** What keeps the SIM from being used, if the probe saw something. */
    static Optional<Problem> simProblem(ProbeDocument probe) {
        return probe.problem().filter(problem -> problem.code().startsWith("SIM-"));
    }

    /** Masked number of the SIM that the probe saw. */
    Optional<String> iccid() {
        return dongle.report().sim().iccid();
    }

    List<String> reasons() {
        return candidate.reasons();
    }
}
