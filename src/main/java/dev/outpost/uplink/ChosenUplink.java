package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.Handler;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkKind;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.ModemWish;
import dev.outpost.step.Problem;
import dev.outpost.uci.UciSection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a probe told of the dongle, looked up on the router that it is plugged into now.
 *
 * @param dongle as probed on the laptop
 * @param candidate the uplink to use
 * @param apn access point name with where it is from
 * @param same recognizes it
 * @param roams whether its SIM was seen as a guest in its network
 */
public record ChosenUplink(
        ProbeDocument.Dongle dongle,
        Candidate candidate,
        Optional<String> apn,
        String apnSource,
        DongleMatcher same,
        boolean roams) {

    /** What its profile knows of restarting it: the interface of its AT port, and the command line. */
    public KeepWan.Restart restart() {
        var profile = dongle.report().profile().flatMap(ProfileBook.shipped()::dongle);
        return new KeepWan.Restart(profile.flatMap(DongleProfile::atInterface), profile.flatMap(DongleProfile::reset));
    }

    /** The best candidate, or the one that the site file asks for. */
    static Optional<ChosenUplink> chosen(ProbeDocument probe, ModemWish wish, Optional<FingerprintSalt> key) {
        return probe.usable().flatMap(dongle -> chosen(dongle, wish, new DongleMatcher(dongle.marks(), key)));
    }

    static Optional<ChosenUplink> chosen(ProbeDocument.Dongle dongle, ModemWish wish, DongleMatcher same) {
        var roams = dongle.report().network().registration() == Network.Registration.ROAMING;
        return candidates(dongle, wish).stream()
                .findFirst()
                .map(candidate ->
                        new ChosenUplink(dongle, candidate, apn(dongle, wish), source(dongle, wish), same, roams));
    }

    /** What may be tried, best first: all that the dongle offers, or the one kind that the site file asks for. */
    static List<Candidate> candidates(ProbeDocument.Dongle dongle, ModemWish wish) {
        return dongle.uplinks().stream()
                .filter(candidate -> wish.uplink()
                        .map(kind -> candidate.uplink().kind() == kind)
                        .orElse(true))
                .toList();
    }

    /** What comes behind its uplink in the ranking. */
    public List<ChosenUplink> others(ModemWish wish) {
        return candidates(dongle, wish).stream()
                .dropWhile(each -> each.uplink().kind() != candidate.uplink().kind())
                .skip(1)
                .map(this::with)
                .toList();
    }

    /** The last good one stays: the uplink that wan has already, where it has an address through this dongle. */
    public ChosenUplink asItStands(RouterFacts router, ModemWish wish) {
        return candidates(dongle, wish).stream()
                .map(this::with)
                .filter(each -> each.isWorking(router))
                .findFirst()
                .orElse(this);
    }

    private boolean isWorking(RouterFacts router) {
        var section = router.uci("network").section("wan").filter(this::isOurs);
        var byNode = section.flatMap(wan -> wan.value("device"))
                .filter(device -> node(router).equals(Optional.of(device)))
                .isPresent();
        var byPath = section.flatMap(wan -> wan.value("devpath")).isPresent();
        return router.wanAddress().isPresent() && (byNode || byPath);
    }

    /** The same, its SIM seen as a guest. */
    public ChosenUplink roaming() {
        return new ChosenUplink(dongle, candidate, apn, apnSource, same, true);
    }

    /** The same dongle with another of its uplinks. */
    public ChosenUplink with(Candidate other) {
        return new ChosenUplink(dongle, other, apn, apnSource, same, roams);
    }

    /** What it is, how it is dialled, how well it hears its network. */
    public String inWords() {
        var report = dongle.report();
        var identity = report.identity();
        var name = Stream.of(identity.manufacturer(), identity.model())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        var uplink = candidate.uplink().kind() + " (" + candidate.confidence().word() + ")";
        return Stream.of(
                        Optional.of(name.isEmpty() ? "known by its USB descriptors alone" : name),
                        Optional.of(uplink),
                        apn.map(word -> "APN " + word),
                        report.network().rsrp().map(rsrp -> "RSRP " + Math.round(rsrp) + " dBm"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    /** The kind of node that its uplink is configured by. */
    public Handler.Node node() {
        return candidate.openwrt().handler().node();
    }

    /** Its handler brings the program that asks. */
    public boolean canBeAsked() {
        return candidate.openwrt().handler().askedWith().isPresent();
    }

    /** Its serial ports on the router, the likeliest to answer AT first. */
    public List<String> ttys(RouterFacts router) {
        return on(router).stream()
                .flatMap(usb -> Stream.of(order(usb).split(" "))
                        .filter(digits -> !digits.isEmpty())
                        .flatMap(digits -> usb.usbInterface(Integer.parseInt(digits, 16)).stream())
                        .flatMap(each -> each.tty().stream()))
                .toList();
    }

    /** The USB interface behind a node; while there is no node, the one that will have it. */
    public Optional<Integer> interfaceOf(RouterFacts router, Optional<String> node) {
        return on(router)
                .flatMap(usb -> node.flatMap(name -> withNode(usb, name)).or(() -> comingOn(usb)));
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
        if (node() == Handler.Node.TTY) {
            return Stream.of(order(usb).split(" "))
                    .filter(digits -> !digits.isEmpty())
                    .map(digits -> Integer.parseInt(digits, 16))
                    .findFirst();
        }
        var kinds = EnumSet.of(Kind.QMI, Kind.MBIM, Kind.NCM, Kind.HUAWEI_NCM, Kind.DIRECTIP, Kind.ECM, Kind.RNDIS);
        return Layout.of(usb).functions().stream()
                .filter(function -> kinds.contains(function.kind()))
                .map(function -> function.at().number())
                .findFirst();
    }

    /** The access point name that wan has already. */
    public Optional<String> apnInUse(RouterFacts router) {
        return router.uci("network").section("wan").filter(this::isOurs).flatMap(wan -> wan.value("apn"));
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
    public Optional<UsbDevice> on(RouterFacts router) {
        return ofItsKind(router).stream().findFirst();
    }

    /** The devices of its kind in the router; the one that is proven to be it stands first, those that are proven others last. */
    public List<UsbDevice> ofItsKind(RouterFacts router) {
        var id = dongle.report().usb().map(usb -> usb.id());
        return RouterDongles.devices(router).stream()
                .filter(device -> id.map(device.id()::equals)
                        .orElseGet(() -> Layout.of(device).isDongle()))
                .sorted(Comparator.comparing(
                        device -> same.bySerial(device).map(is -> is ? 0 : 2).orElse(1)))
                .toList();
    }

    /**
     * Interface numbers of serial ports, as two hexadecimal digits: the one that answered on the laptop first, before it for PPP the modem
     * port, as many sticks dial on no other.
     */
    String order(UsbDevice device) {
        var probed = dongle.report().atPort().flatMap(port -> port.interfaceNumber()).stream();
        var others = device.interfaces().stream()
                .filter(each -> each.triple()
                        .filter(t -> t.isVendor() || t.interfaceClass() == 0x02)
                        .isPresent())
                .map(UsbInterface::number);
        return Stream.concat(modemPort(device).map(UsbInterface::number).stream(), Stream.concat(probed, others))
                .distinct()
                .map(number -> String.format(Locale.ROOT, "%02x", number))
                .collect(Collectors.joining(" "));
    }

    /** The same on this router: what wan dials by now comes before all. */
    public String orderOn(RouterFacts router) {
        var used = router.uci("network").section("wan").filter(this::isOurs).flatMap(wan -> wan.value("device"));
        return on(router).stream()
                .flatMap(usb -> Stream.concat(
                        used.flatMap(node -> withNode(usb, node)).stream()
                                .map(number -> String.format(Locale.ROOT, "%02x", number)),
                        Stream.of(order(usb).split(" "))))
                .filter(digits -> !digits.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The node that wan has its address through: it stays. */
    public Optional<String> workingNode(RouterFacts router) {
        return isWorking(router) ? node(router) : Optional.empty();
    }

    /** The port that ppp dials on, where the layout tells which. */
    public Optional<String> dialPort(RouterFacts router) {
        return on(router).flatMap(this::modemPort).flatMap(UsbInterface::tty);
    }

    private Optional<UsbInterface> modemPort(UsbDevice device) {
        return Layout.of(device).modemPort().filter(port -> candidate.uplink().kind() == UplinkKind.PPP);
    }

    /**
     * The node on the router, once its drivers are in: of the interface that answered on the laptop, or the one that wan
     * uses already.
     */
    public Optional<String> node(RouterFacts router) {
        var found = on(router);
        var used = router.uci("network").section("wan").filter(this::isOurs).flatMap(wan -> wan.value("device"));
        return switch (node()) {
            case TTY -> found.flatMap(usb -> tty(usb, used));
            case WDM -> found.flatMap(usb -> first(usb, UsbInterface::wdm));
            case NET -> found.flatMap(usb -> first(usb, UsbInterface::net));
        };
    }

    /** A section that dials by the same handler. */
    private boolean isOurs(UciSection wan) {
        return wan.value("proto")
                .equals(Optional.of(candidate.openwrt().handler().proto()));
    }

    private Optional<String> tty(UsbDevice usb, Optional<String> used) {
        return used.filter(node ->
                        usb.interfaces().stream().anyMatch(each -> each.tty().equals(Optional.of(node))))
                .or(() -> modemPort(usb).flatMap(UsbInterface::tty))
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
        return probe.problem().filter(problem -> problem.code().isOfTheSim());
    }

    /** Slow hash of the number of the SIM that the saved probe saw. */
    public Optional<String> simMark() {
        return same.marks().iccid();
    }

    List<String> reasons() {
        return candidate.reasons();
    }
}
