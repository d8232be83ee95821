package dev.outpost.workflow;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.packages.InstallPackages;
import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.reach.AwaitTunnel;
import dev.outpost.reach.JoinTunnel;
import dev.outpost.reach.MapCameras;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.router.AuthorizeKeys;
import dev.outpost.router.Bundle;
import dev.outpost.router.CureNcmHandler;
import dev.outpost.router.JoinZone;
import dev.outpost.router.LeaveMarker;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SetClock;
import dev.outpost.router.SetPassword;
import dev.outpost.site.Site;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import dev.outpost.uplink.ConfigureWan;
import dev.outpost.uplink.FollowModem;
import dev.outpost.uplink.KeepWan;
import dev.outpost.uplink.KernelCheck;
import dev.outpost.uplink.Modem;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.RouterPin;
import dev.outpost.uplink.TeachDriver;
import dev.outpost.uplink.WanPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what a router lacks. Pure: facts in, changes out; the only things read are key files and the bundle's index. */
record Planner(
        Parts parts,
        Site site,
        Options options,
        Optional<Modem> modem,
        Optional<TunnelPlan> tunnel,
        Optional<ModemAnswers> heard) {
    /** Stands for the relay's public key while that is not born. */
    static final String UNBORN = "(the relay's public key, not born yet)";

    /** Takes a dongle out of its storage mode; one that shows itself as a modem on the router already needs no switching. */
    private static final String SWITCHER = "usb-modeswitch";

    private static final List<String> TUNNEL_PACKAGES = List.of("kmod-wireguard", "wireguard-tools");

    /** The same, with what the modem answered on the router. */
    Planner after(ModemAnswers answered) {
        return new Planner(parts, site, options, modem, tunnel, Optional.of(answered));
    }

    /** The same with another uplink of the dongle. */
    Planner with(Modem other) {
        return new Planner(parts, site, options, Optional.of(other), tunnel, heard);
    }

    /** The dongle is a router with a network of its own, which may be that of the LAN until the LAN has moved. */
    boolean isOnAStick() {
        return modem.filter(m -> !m.candidate().openwrt().handler().dials()).isPresent();
    }

    /** An access point name that nobody knows yet is asked of the SIM, once the drivers are in. */
    private ConfigureWan wan(Modem m, RouterFacts router) {
        var comes = heard.isEmpty() && ModemTalk.canBeAsked(m);
        return new ConfigureWan(m.candidate(), place(m, router), apn(router), comes, m.roams(), keepsPin());
    }

    private WanPlace place(Modem m, RouterFacts router) {
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
    private Optional<FollowModem> follow(Modem m, RouterFacts router) {
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
    Optional<String> apn(RouterFacts router) {
        return modem.flatMap(m -> m.apn().or(() -> m.apnInUse(router)))
                .or(() -> heard.flatMap(told -> told.apn().value()));
    }

    /** Other names that the SIM's network knows. */
    List<String> otherApns() {
        var probed = modem.map(m -> m.dongle().report().sim().apn().alternatives());
        var told = heard.map(answer -> answer.apn().alternatives());
        return Stream.concat(probed.stream(), told.stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What wan lacks to dial by this uplink: its section, and a handler that works. */
    List<Change> wanChanges(RouterFacts router) {
        var cure = new CureNcmHandler(packages(router).contains("comgt-ncm"));
        var m = modem.orElseThrow();
        return Stream.concat(Stream.of(cure, wan(m, router)), follow(m, router).stream())
                .map(step -> needed(step, router))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Change> needed(Step<RouterFacts> step, RouterFacts router) {
        return switch (step.check(router)) {
            case Finding.Satisfied fine -> List.of();
            case Finding.Needed needed -> needed.changes();
            case Finding.Blocked blocked -> throw new ProblemException(blocked.problem());
        };
    }

    /** Why wan is left as it is although everything else is done: the SIM was asked, and still nobody knows its access point name. */
    Optional<Problem> postponed(RouterFacts router) {
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
    List<Change> packagesFor(RouterFacts router) {
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
    Optional<String> displaced(RouterFacts router) {
        return modem.flatMap(m -> wan(m, router).displaces(router));
    }

    /** What a look showed to be missing, in the order it is done. */
    List<Change> missing(RouterFacts router, String relayKey) {
        var changes = new ArrayList<Change>();
        steps(router, relayKey).forEach(step -> changes.addAll(needed(step, router)));
        return List.copyOf(changes);
    }

    private List<Step<RouterFacts>> steps(RouterFacts router, String relayKey) {
        var steps = new ArrayList<Step<RouterFacts>>();
        steps.add(new AuthorizeKeys(keys()));
        steps.add(new SetClock(parts.clock().instant()));
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
        tunnel.ifPresentOrElse(
                t -> {
                    steps.add(new JoinTunnel(t, relayKey));
                    steps.add(new MapCameras(t));
                },
                () -> steps.add(new AwaitTunnel()));
        steps.add(marker());
        keeper().ifPresent(steps::add);
        if (keepsPin()) {
            steps.add(new RouterPin(parts.state().site(site.name()), parts.secrets(), site));
        }
        LanPlan.of(this, router).step().ifPresent(steps::add);
        return steps;
    }

    /** A folder {@code bundle} that lies beside the site file, as a technician's memory stick would carry it. */
    private Optional<Path> besideTheSite() {
        return Optional.of(site.file().resolveSibling("bundle"))
                .filter(folder -> Files.isRegularFile(folder.resolve("index.json")));
    }

    /** Why the packages of the bundle do not serve. */
    Optional<Problem> lacking(RouterFacts router) {
        var packages = wanted(router);
        return switch (new InstallPackages(() -> bundle(router), packages, spares(packages)).check(router)) {
            case Finding.Blocked blocked -> Optional.of(blocked.problem());
            case Finding.Satisfied fine -> Optional.empty();
            case Finding.Needed needed -> Optional.empty();
        };
    }

    Bundle bundle(RouterFacts router) {
        if (options.chosen().isPresent()) {
            return options.chosen().get();
        }
        var board = router.board();
        var folder = options.bundle()
                .or(this::besideTheSite)
                .orElseGet(() -> parts.bundles().resolve(board.release()).resolve(board.target()));
        return Bundle.in(folder, board.release(), board.target());
    }

    /** Every package that is wanted for itself. */
    List<String> wanted(RouterFacts router) {
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

    private List<String> packages(RouterFacts router) {
        var names = new ArrayList<String>();
        modem.ifPresent(m -> m.candidate().openwrt().packages().stream()
                .filter(name -> !name.equals(SWITCHER) || m.on(router).isEmpty())
                .forEach(names::add));
        names.addAll(TUNNEL_PACKAGES); // also where nobody can look yet: a relay may be named once the router has left
        return List.copyOf(names);
    }

    private boolean keepsPin() {
        return modem.filter(m -> RouterPin.isKept(site, m.candidate().openwrt().handler()))
                .isPresent();
    }

    /** A dongle that is a router itself dials by itself. */
    private Optional<KeepWan> keeper() {
        var pings = tunnel.stream()
                .flatMap(
                        t -> Stream.of(t.relay().address().toString(), t.relay().publicAddress()))
                .toList();
        return modem.filter(m -> !isOnAStick()).map(m -> new KeepWan(pings));
    }

    private LeaveMarker marker() {
        var cameras = tunnel.stream()
                .flatMap(t -> t.onLan().entrySet().stream()
                        .map(camera -> camera.getKey() + " " + camera.getValue() + " " + t.camera(camera.getKey())))
                .toList();
        return new LeaveMarker(
                site.name(),
                site.access().relay().map(relay -> relay.publicAddress()).orElse("none"),
                tunnel.map(t -> t.router().toString()).orElse("none"),
                cameras);
    }

    private List<String> keys() {
        var lines = new ArrayList<String>();
        lines.add(parts.state().key().publicLine().strip());
        site.authorizedKeys().forEach(file -> lines.addAll(lines(file)));
        return lines.stream().distinct().toList();
    }

    private static List<String> lines(Path file) {
        try {
            return PlainFile.of(file).lines().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
