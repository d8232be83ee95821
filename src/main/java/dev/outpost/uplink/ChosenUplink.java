package dev.outpost.uplink;

import dev.outpost.dongle.Network;
import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.Handler;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkKind;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.ModemWish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a probe told of the dongle, and the uplink of it that is used.
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
        DongleFingerprint.Matcher same,
        boolean roams) {

    /** What its profile knows of restarting it: the interface of its AT port, and the command line. */
    public KeepWan.Restart restart() {
        return new KeepWan.Restart(
                profile().flatMap(DongleProfile::atInterface), profile().flatMap(DongleProfile::reset));
    }

    /** Its own address, where it is a router and its profile tells. */
    public Optional<String> gateway() {
        return profile().filter(_ -> isRouter()).flatMap(DongleProfile::gateway);
    }

    private Optional<DongleProfile> profile() {
        return dongle.report().profile().flatMap(ProfileBook.shipped()::dongle);
    }

    /** Other access point names that its SIM's network knows. */
    List<String> otherApns() {
        return dongle.report().sim().apn().alternatives();
    }

    /** The best candidate, or the one that the site file asks for. */
    static Optional<ChosenUplink> chosen(ProbeDocument probe, ModemWish wish, Optional<FingerprintSalt> key) {
        return probe.usable()
                .flatMap(dongle -> chosen(dongle, wish, new DongleFingerprint.Matcher(dongle.marks(), key)));
    }

    static Optional<ChosenUplink> chosen(ProbeDocument.Dongle dongle, ModemWish wish, DongleFingerprint.Matcher same) {
        var roams = dongle.report().network().registration() == Network.Registration.ROAMING;
        return candidates(dongle, wish).stream()
                .findFirst()
                .map(candidate ->
                        new ChosenUplink(dongle, candidate, apn(dongle, wish), source(dongle, wish), same, roams));
    }

    /** What may be tried, best first: all that the dongle offers, or the one kind that the site file asks for. */
    static List<Candidate> candidates(ProbeDocument.Dongle dongle, ModemWish wish) {
        return dongle.uplinks().stream()
                .filter(candidate ->
                        wish.uplink().map(kind -> candidate.kind() == kind).orElse(true))
                .toList();
    }

    /** What comes behind its uplink in the ranking. */
    public List<ChosenUplink> others(ModemWish wish) {
        return candidates(dongle, wish).stream()
                .dropWhile(each -> each.kind() != candidate.kind())
                .skip(1)
                .map(this::with)
                .toList();
    }

    /** The last good one stays: the uplink that wan has already, where it has an address through this dongle. */
    public ChosenUplink asItStands(RouterFacts router, ModemWish wish) {
        return candidates(dongle, wish).stream()
                .map(this::with)
                .filter(each -> each.on(router).isWorking())
                .findFirst()
                .orElse(this);
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
        var uplink = candidate.kind() + " (" + candidate.confidence().word() + ")";
        return Stream.of(
                        Optional.of(name.isEmpty() ? "known by its USB descriptors alone" : name),
                        Optional.of(uplink),
                        apn.map(word -> "APN " + word),
                        report.network().rsrp().map(rsrp -> "RSRP " + Math.round(rsrp) + " dBm"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    /** It on that router. */
    public DongleOnRouter on(RouterFacts router) {
        return new DongleOnRouter(this, router);
    }

    /** What dials by it on a router. */
    public Handler handler() {
        return candidate.handler();
    }

    /** Whether it is a router itself, which dials by itself. */
    public boolean isRouter() {
        return !handler().dials();
    }

    public UplinkKind kind() {
        return candidate.kind();
    }

    /** The kind of node that its uplink is configured by. */
    public Handler.Node node() {
        return handler().node();
    }

    /** Its handler brings the program that asks. */
    public boolean canBeAsked() {
        return handler().askedWith().isPresent();
    }

    private static Optional<String> apn(ProbeDocument.Dongle dongle, ModemWish wish) {
        return wish.apn().or(() -> dongle.report().sim().apn().value());
    }

    private static String source(ProbeDocument.Dongle dongle, ModemWish wish) {
        return wish.apn().isPresent()
                ? "the site file says so"
                : dongle.report().sim().apn().source().orElse("the probe");
    }

    /** Slow hash of the number of the SIM that the saved probe saw. */
    public Optional<String> simMark() {
        return same.marks().iccid();
    }
}
