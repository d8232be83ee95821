package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkKind;
import dev.outpost.router.RouterFacts;
import dev.outpost.uci.UciSection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dongle, looked up on the router that it is plugged into now: its nodes, and what wan makes of them. */
public record DongleOnRouter(ChosenUplink modem, RouterFacts router) {
    /** It in the router's own USB tree, or the first of its kind there. */
    public Optional<UsbDevice> usb() {
        return ofItsKind().stream().findFirst();
    }

    /** The devices of its kind in the router; the one that is proven to be it stands first, those that are proven others last. */
    private List<UsbDevice> ofItsKind() {
        var id = modem.dongle().report().usb().map(usb -> usb.id());
        return RouterDongles.devices(router).stream()
                .filter(device -> id.map(device.id()::equals)
                        .orElseGet(() -> Layout.of(device).isDongle()))
                .sorted(Comparator.comparing(device ->
                        modem.same().bySerial(device).map(is -> is ? 0 : 2).orElse(1)))
                .toList();
    }

    /** Where those are plugged in, as one word each. */
    public String paths() {
        return ofItsKind().stream()
                .map(UsbDevice::path)
                .filter(path -> path.matches("[0-9.-]{1,40}"))
                .collect(Collectors.joining(" "));
    }

    /**
     * The node of its uplink, once its drivers are in: of the interface that answered on the laptop, or the one that wan
     * uses already.
     */
    public Optional<String> node() {
        return switch (modem.node()) {
            case TTY -> usb().flatMap(this::tty);
            case WDM -> usb().flatMap(usb -> first(usb, UsbInterface::wdm));
            case NET -> usb().flatMap(usb -> first(usb, UsbInterface::net));
        };
    }

    /**
     * Where wan shall find it.
     *
     * @param heard what the modem answered there
     */
    ConfigureWan.Place place(Optional<ModemAnswers> heard) {
        var node = workingNode()
                .or(() -> dialPort()
                        .filter(port -> heard.filter(told -> told.speaks(port)).isPresent()))
                .or(() -> heard.flatMap(ModemAnswers::node).filter(answered -> modem.node() == Handler.Node.TTY))
                .or(this::node);
        return new ConfigureWan.Place(node, usb().map(UsbDevice::path));
    }

    /** Where wan names a node, the router corrects it by itself. */
    Optional<FollowModem> follow(ConfigureWan.Place place) {
        return place.usbPath()
                .filter(path -> path.matches("[0-9.-]{1,40}"))
                .flatMap(path -> interfaceOf(place.node())
                        .map(number -> new FollowModem(modem.node().kernelClass(), path, number)));
    }

    /** What the router's drivers have to be told of it. */
    Optional<TeachDriver> taught() {
        return usb().or(() -> modem.dongle().report().usb())
                .map(usb -> KernelCheck.of(
                        usb, modem.kind(), KernelCheck.seriesOf(router.board().release())))
                .flatMap(TeachDriver::of);
    }

    /** The node that wan has its address through: it stays. */
    private Optional<String> workingNode() {
        return isWorking() ? node() : Optional.empty();
    }

    boolean isWorking() {
        var byNode = wan().flatMap(wan -> wan.value("device"))
                .filter(device -> node().equals(Optional.of(device)))
                .isPresent();
        var byPath = wan().flatMap(wan -> wan.value("devpath")).isPresent();
        return router.wanAddress().isPresent() && (byNode || byPath);
    }

    /** The port that ppp dials on, where the layout tells which. */
    private Optional<String> dialPort() {
        return usb().flatMap(this::modemPort).flatMap(UsbInterface::tty);
    }

    /** Its serial ports on the router, the likeliest to answer AT first. */
    public List<String> ttys() {
        return usb().stream()
                .flatMap(usb -> serial(usb)
                        .flatMap(number -> usb.usbInterface(number).stream())
                        .flatMap(each -> each.tty().stream()))
                .toList();
    }

    /** The same as two hexadecimal digits each; what wan dials by now comes before all. */
    public String order() {
        return usb().stream()
                .flatMap(usb -> Stream.concat(used().flatMap(node -> withNode(usb, node)).stream(), serial(usb)))
                .distinct()
                .map(number -> String.format(Locale.ROOT, "%02x", number))
                .collect(Collectors.joining(" "));
    }

    /** The access point name that wan has already. */
    Optional<String> apnInUse() {
        return wan().flatMap(section -> section.value("apn"));
    }

    /** The USB interface behind a node; while there is no node, the one that will have it. */
    private Optional<Integer> interfaceOf(Optional<String> node) {
        return usb().flatMap(usb -> node.flatMap(name -> withNode(usb, name)).or(() -> comingOn(usb)));
    }

    private static Optional<Integer> withNode(UsbDevice usb, String node) {
        return usb.interfaces().stream()
                .filter(each -> Stream.of(each.tty(), each.wdm(), each.net())
                        .flatMap(Optional::stream)
                        .anyMatch(node::equals))
                .map(UsbInterface::number)
                .findFirst();
    }

    private Optional<Integer> comingOn(UsbDevice usb) {
        if (modem.node() == Handler.Node.TTY) {
            return serial(usb).findFirst();
        }
        var kinds = EnumSet.of(Kind.QMI, Kind.MBIM, Kind.NCM, Kind.HUAWEI_NCM, Kind.DIRECTIP, Kind.ECM, Kind.RNDIS);
        return Layout.of(usb).functions().stream()
                .filter(function -> kinds.contains(function.kind()))
                .map(function -> function.at().number())
                .findFirst();
    }

    /**
     * Numbers of its interfaces with a serial port: the one that answered on the laptop first, before it for PPP the modem port, as many sticks dial
     * on no other.
     */
    private Stream<Integer> serial(UsbDevice device) {
        var probed = modem.dongle().report().atInterface().stream();
        var others = device.interfaces().stream()
                .filter(each -> each.triple()
                        .filter(t -> t.isVendor() || t.interfaceClass() == 0x02)
                        .isPresent())
                .map(UsbInterface::number);
        return Stream.concat(modemPort(device).map(UsbInterface::number).stream(), Stream.concat(probed, others))
                .distinct();
    }

    private Optional<String> tty(UsbDevice usb) {
        return used().filter(node ->
                        usb.interfaces().stream().anyMatch(each -> each.tty().equals(Optional.of(node))))
                .or(() -> modemPort(usb).flatMap(UsbInterface::tty))
                .or(() -> modem.dongle()
                        .report()
                        .atInterface()
                        .flatMap(usb::usbInterface)
                        .flatMap(UsbInterface::tty))
                .or(() -> first(usb, UsbInterface::tty));
    }

    private Optional<UsbInterface> modemPort(UsbDevice device) {
        return Layout.of(device).modemPort().filter(port -> modem.kind() == UplinkKind.PPP);
    }

    private static Optional<String> first(UsbDevice usb, Function<UsbInterface, Optional<String>> node) {
        return usb.interfaces().stream()
                .flatMap(each -> node.apply(each).stream())
                .findFirst();
    }

    /** The section of wan, where it dials by the same handler. */
    private Optional<UciSection> wan() {
        return router.uci("network")
                .section("wan")
                .filter(wan ->
                        wan.value("proto").equals(Optional.of(modem.handler().proto())));
    }

    private Optional<String> used() {
        return wan().flatMap(section -> section.value("device"));
    }
}
