package dev.outpost.plan;

import static java.util.Objects.requireNonNull;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.net.TunnelKey;
import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageTable;
import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.reach.AwaitTunnel;
import dev.outpost.reach.CameraSteps;
import dev.outpost.reach.CameraWifi;
import dev.outpost.reach.FitTunnel;
import dev.outpost.reach.FollowRelay;
import dev.outpost.reach.JoinTunnel;
import dev.outpost.reach.KeepBudget;
import dev.outpost.reach.KeepName;
import dev.outpost.reach.OpenWan;
import dev.outpost.reach.ServeViewers;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.router.AuthorizeKeys;
import dev.outpost.router.Bundle;
import dev.outpost.router.CureNcmHandler;
import dev.outpost.router.JoinZone;
import dev.outpost.router.LeaveMarker;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SetClock;
import dev.outpost.router.SetPassword;
import dev.outpost.router.SystemChange;
import dev.outpost.shell.Script;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import dev.outpost.survey.LaptopFacts;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.ConfigureLine;
import dev.outpost.uplink.ConfigureWan;
import dev.outpost.uplink.FollowModem;
import dev.outpost.uplink.KeepWan;
import dev.outpost.uplink.KernelCheck;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.RouterPin;
import dev.outpost.uplink.TeachDriver;
import dev.outpost.uplink.WanPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what a router lacks: facts in, changes out.
 *
 * @param modem the dongle and the uplink that it gives
 * @param tunnel absent where nobody asks for one
 * @param relayKey of the tunnel's other end
 * @param pin what the router needs to open its SIM by itself
 * @param packages where they come from; absent while that is not known: then the shipped table tells what will be needed
 * @param heard what the modem answered on the router
 */
public record RouterPlan(
        Site site,
        LaptopFacts laptop,
        Optional<ChosenUplink> modem,
        Optional<TunnelPlan> tunnel,
        TunnelKey relayKey,
        RouterPin pin,
        Optional<Bundle> packages,
        Optional<ModemAnswers> heard) {
    private static final String UPLINK_RADIO = "outpost_sta";
    private static final List<String> TUNNEL_PACKAGES = List.of("kmod-wireguard", "wireguard-tools");

    /** The same, with what the modem answered on the router. */
    public RouterPlan after(ModemAnswers answered) {
        return new RouterPlan(site, laptop, modem, tunnel, relayKey, pin, packages, Optional.of(answered));
    }

    /** The same with another uplink of the dongle. */
    public RouterPlan with(ChosenUplink other) {
        return new RouterPlan(site, laptop, Optional.of(other), tunnel, relayKey, pin, packages, heard);
    }

    /** The same once the laptop did its part. */
    public RouterPlan with(LaptopFacts now, Optional<TunnelPlan> given, Optional<Bundle> found) {
        return new RouterPlan(site, now, modem, given, relayKey, pin, found.or(this::packages), heard);
    }

    /** The same once the relay has a key. */
    public RouterPlan with(TunnelKey born) {
        return new RouterPlan(site, laptop, modem, tunnel, born, pin, packages, heard);
    }

    /** What stands before the router and has a network of its own, which may be that of the LAN until the LAN has moved. */
    public Optional<String> box() {
        return modem.filter(m -> !m.candidate().openwrt().handler().dials())
                .map(_ -> "the dongle")
                .or(() -> site.modem().line().map(UplinkHandlers.Line::box));
    }

    /** What gives the router the password of the hotspot that it joins. */
    public Optional<Script> givingUplinkKey() {
        return site.modem().wifi().map(wifi -> pin.wifi().giving(UPLINK_RADIO, wifi));
    }

    /** What gives the router the password of its cameras' network. */
    public Optional<Script> givingCameraKey() {
        return site.wireless().stream()
                .findFirst()
                .flatMap(CameraWish::wifi)
                .map(wifi -> pin.wifi().giving(CameraWifi.NAME, wifi));
    }

    /** An access point name that nobody knows yet is asked of the SIM, once the drivers are in. */
    private ConfigureWan wan(ChosenUplink m, RouterFacts router) {
        var comes = heard.isEmpty() && m.canBeAsked();
        return new ConfigureWan(m.candidate(), place(m, router), apn(router), comes, m.roams(), keepsPin());
    }

    private WanPlace place(ChosenUplink m, RouterFacts router) {
        var node = m.workingNode(router)
                .or(() -> m.dialPort(router).filter(this::speaks))
                .or(() -> heard.flatMap(ModemAnswers::node).filter(answered -> m.node() == Handler.Node.TTY))
                .or(() -> m.node(router));
        return new WanPlace(node, m.on(router).map(UsbDevice::path));
    }

    /** It answers AT although it names no maker: many sticks dial on no other port. */
    private boolean speaks(String port) {
        return heard.filter(told -> told.refusing().contains(port)).isPresent();
    }

    /** Where wan names a node, the router corrects it by itself. */
    private Optional<FollowModem> follow(ChosenUplink m, RouterFacts router) {
        var place = place(m, router);
        if (wan(m, router).isByPath(router)) {
            return Optional.empty();
        }
        return place.usbPath()
                .filter(path -> path.matches("[0-9.-]{1,40}"))
                .flatMap(path -> m.interfaceOf(router, place.node())
                        .map(number -> new FollowModem(m.node().kernelClass(), path, number)));
    }

    /** The access point name to use: from the site file or the probe, else what wan has, else what the SIM told. */
    public Optional<String> apn(RouterFacts router) {
        return modem.flatMap(m -> m.apn().or(() -> m.apnInUse(router)))
                .or(() -> heard.flatMap(told -> told.apn().value()));
    }

    /** Other names that the SIM's network knows. */
    public List<String> otherApns() {
        var probed = modem.map(m -> m.dongle().report().sim().apn().alternatives());
        var told = heard.map(answer -> answer.apn().alternatives());
        return Stream.concat(probed.stream(), told.stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What wan lacks to dial by this uplink: its section, and a handler that works. */
    public List<RouterChange> wanChanges(RouterFacts router) {
        var cure = new CureNcmHandler(packages(router).contains("comgt-ncm"));
        var m = modem.orElseThrow();
        return Stream.concat(Stream.of(cure, wan(m, router)), follow(m, router).stream())
                .map(step -> needed(step, router))
                .flatMap(List::stream)
                .toList();
    }

    private static List<RouterChange> needed(Step<RouterFacts> step, RouterFacts router) {
        return switch (step.check(router)) {
            case Finding.Satisfied fine -> List.of();
            case Finding.Needed needed ->
                needed.changes().stream().map(RouterChange.class::cast).toList();
            case Finding.Blocked blocked -> throw new ProblemException(blocked.problem());
        };
    }

    /** Why wan is left as it is although everything else is done: the SIM was asked, and still nobody knows its access point name. */
    public Optional<Problem> postponed(RouterFacts router) {
        return modem.filter(m -> heard.isPresent())
                .map(m -> wan(m, router).check(router))
                .filter(Finding.Blocked.class::isInstance)
                .map(finding -> ((Finding.Blocked) finding).problem())
                .filter(problem -> problem.code() == ProblemCode.WAN_NO_APN)
                .map(this::withNetwork);
    }

    private Problem withNetwork(Problem problem) {
        var network = heard.flatMap(ModemAnswers::network);
        if (network.isEmpty()) {
            return problem.withWhat("wan was not configured: the access point name is not known")
                    .withBecause(heard.flatMap(ModemAnswers::node)
                            .map(node -> "the modem answers on " + node + " and does not tell whose SIM it has")
                            .orElse("no port of the dongle answered as a modem"))
                    .withNext("ask all its ports: outpost probe --on-router " + site.reach() + " --save " + site.file()
                            + " ; or write the operator's modem.apn into that file; then run the same command again");
        }
        return problem.withWhat("wan was not configured: the access point name is not known")
                .withBecause("the SIM is of network " + network.get() + ", and no table knows its access point names")
                .withNext("try in " + site.file() + ", under modem:  apn: "
                        + otherApns().stream().findFirst().orElse("internet")
                        + "  (the operator knows the right name), then run the same command again");
    }

    /** Packages that the uplink lacks, and what their drivers have to be told. */
    public List<RouterChange> packagesFor(RouterFacts router) {
        var packages = new InstallPackages(() -> bundle(router), packages(router));
        return Stream.concat(Stream.of(packages), taught(router).stream())
                .flatMap(step -> needed(step, router).stream())
                .toList();
    }

    /** An id that this router's kernel does not list is told to its drivers. */
    private Optional<TeachDriver> taught(RouterFacts router) {
        return modem.flatMap(m -> m.on(router)
                .or(() -> m.dongle().report().usb())
                .map(usb -> KernelCheck.of(
                        usb,
                        m.candidate().uplink().kind(),
                        KernelCheck.seriesOf(router.board().release())))
                .flatMap(TeachDriver::of));
    }

    /** What wan loses by becoming the dongle's. */
    public Optional<String> displaced(RouterFacts router) {
        return modem.flatMap(m -> wan(m, router).displaces(router));
    }

    /** What a look showed to be missing, in the order it is done. */
    public List<RouterChange> missing(RouterFacts router) {
        var own = laptop.toolKey().isPresent() || laptop.recovered()
                ? Stream.<RouterChange>empty()
                : Stream.of(new SystemChange.AuthorizeOwn());
        return Stream.concat(own, steps(router).stream().flatMap(step -> needed(step, router).stream()))
                .toList();
    }

    /** What wan lacks to let in those who shall come in; the last that is made. */
    public List<RouterChange> opening(RouterFacts router) {
        var direct = tunnel.filter(TunnelPlan::isDirect);
        return Stream.concat(
                        direct.map(way -> needed(new OpenWan(direct), router)).stream(),
                        name().map(kept -> needed(kept, router)).stream())
                .flatMap(List::stream)
                .toList();
    }

    /** The name that follows wan's address, where the router itself is called by one. */
    private Optional<KeepName> name() {
        return site.access()
                .named()
                .map(ddns -> new KeepName(
                        ddns, pin.secret(ddns.password(), "the password for the name " + ddns.hostname())));
    }

    /** What is as it should be already: each step with its evidence. */
    public Map<String, String> satisfied(RouterFacts router) {
        var holds = new LinkedHashMap<String, String>();
        for (var step : steps(router)) {
            if (step.check(router) instanceof Finding.Satisfied(var evidence)) {
                holds.put(step.title(), evidence);
            }
        }
        return holds;
    }

    /** Every step, in its order. */
    public List<Step<RouterFacts>> steps(RouterFacts router) {
        var steps = new ArrayList<Step<RouterFacts>>();
        steps.add(new AuthorizeKeys(keys()));
        steps.add(new SetClock(laptop.now()));
        steps.add(new SetPassword());
        var packages = wanted(router);
        steps.add(new InstallPackages(() -> bundle(router), packages, spares(packages)));
        taught(router).ifPresent(steps::add);
        steps.add(new CureNcmHandler(packages.contains("comgt-ncm")));
        modem.filter(m -> postponed(router).isEmpty()).ifPresent(m -> {
            steps.add(wan(m, router));
            follow(m, router).ifPresent(steps::add);
            steps.add(new JoinZone("wan", "wan"));
        });
        site.modem().line().ifPresent(line -> {
            site.modem().wifi().ifPresent(wifi -> steps.add(pin.wifi().step(UPLINK_RADIO, "wan", false, wifi, router)));
            steps.add(new ConfigureLine(line));
            steps.add(new JoinZone("wan", "wan"));
        });
        if (site.access().named().isEmpty()) {
            steps.add(new KeepName.Gone());
        }
        tunnel.ifPresentOrElse(
                t -> {
                    if (t.isDirect()) {
                        steps.add(new ServeViewers(t));
                    } else {
                        steps.add(new JoinTunnel(t, relayKey));
                        FollowRelay.of(t.relay()).ifPresent(steps::add);
                        steps.add(new OpenWan(Optional.empty()));
                    }
                    KeepBudget.of(site.modem().data(), t.onLan(), router).ifPresent(steps::add);
                },
                () -> steps.add(new AwaitTunnel()));
        site.wireless().stream()
                .findFirst()
                .flatMap(CameraWish::wifi)
                .ifPresent(wifi -> steps.add(pin.wifi().step(CameraWifi.NAME, CameraWifi.NAME, true, wifi, router)));
        steps.addAll(CameraSteps.of(site, tunnel));
        steps.add(marker());
        keeper().ifPresentOrElse(
                        steps::add, () -> tunnel.filter(t -> !t.isDirect()).ifPresent(_ -> steps.add(new FitTunnel())));
        if (keepsPin()) {
            steps.add(pin);
        }
        LanPlan.of(this, router).step().ifPresent(steps::add);
        return steps;
    }

    /** Why packages from there do not serve. */
    Optional<Problem> lacking(RouterFacts router, Bundle from) {
        var names = wanted(router);
        return switch (new InstallPackages(() -> from, names, spares(names)).check(router)) {
            case Finding.Blocked blocked -> Optional.of(blocked.problem());
            case Finding.Satisfied fine -> Optional.empty();
            case Finding.Needed needed -> Optional.empty();
        };
    }

    private Bundle bundle(RouterFacts router) {
        return packages.orElseGet(() -> PackageTable.shipped().foreseen(router.board(), wanted(router)));
    }

    /** What is wanted and not there. */
    public List<String> lackingPackages(RouterFacts router) {
        return wanted(router).stream().filter(name -> !router.offers(name)).toList();
    }

    /** Every package that is wanted for itself. */
    public List<String> wanted(RouterFacts router) {
        return withSpares(packages(router));
    }

    /** Drivers of the dongles that may replace this one. */
    private List<String> withSpares(List<String> names) {
        return Stream.concat(
                        names.stream(),
                        UplinkHandlers.shipped().ofSpares(site.modem().spares()).stream())
                .distinct()
                .toList();
    }

    private Set<String> spares(List<String> all) {
        var needed = modem.map(m -> m.candidate().openwrt().packages()).orElse(List.of());
        return UplinkHandlers.shipped().ofSpares(site.modem().spares()).stream()
                .filter(name -> all.contains(name) && !needed.contains(name))
                .collect(Collectors.toSet());
    }

    /** A dongle that shows itself as a modem on the router already needs no switching out of its storage mode. */
    private static boolean isSwitcher(String name) {
        return UplinkHandlers.shipped().storagePackages().contains(name);
    }

    private List<String> packages(RouterFacts router) {
        var names = new ArrayList<String>();
        modem.ifPresent(m -> m.candidate().openwrt().packages().stream()
                .filter(name -> !isSwitcher(name) || m.on(router).isEmpty())
                .forEach(names::add));
        site.access()
                .mayBeNamed()
                .ifPresent(_ -> names.addAll(
                        requireNonNull(UplinkHandlers.shipped().besides().get("ddns"))
                                .packages()));
        names.addAll(TUNNEL_PACKAGES); // also where nobody can look yet: a relay may be named once the router has left
        return List.copyOf(names);
    }

    private boolean keepsPin() {
        return modem.filter(m -> RouterPin.isKept(site, m.candidate().openwrt().handler()))
                .isPresent();
    }

    /** A dongle that is a router itself dials by itself. */
    private Optional<KeepWan> keeper() {
        var pings = tunnel.filter(t -> !t.isDirect()).stream()
                .flatMap(
                        t -> Stream.of(t.relay().address().toString(), t.relay().publicAddress()))
                .toList();
        return modem.filter(m -> box().isEmpty()).map(m -> new KeepWan(pings, m.restart()));
    }

    private LeaveMarker marker() {
        var cameras = tunnel.stream()
                .flatMap(t -> t.onLan().entrySet().stream()
                        .map(camera -> camera.getKey() + " " + camera.getValue() + " " + t.camera(camera.getKey())))
                .toList();
        return new LeaveMarker(
                site.name(),
                site.access()
                        .relay()
                        .filter(_ -> !site.access().isDirect())
                        .map(relay -> relay.publicAddress())
                        .orElse("none"),
                tunnel.map(t -> t.router().toString()).orElse("none"),
                cameras);
    }

    private List<String> keys() {
        var own = laptop.toolKey().filter(_ -> !laptop.recovered());
        return Stream.concat(own.stream(), laptop.authorizedKeys().stream())
                .distinct()
                .toList();
    }
}
