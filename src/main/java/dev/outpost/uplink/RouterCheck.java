package dev.outpost.uplink;

import dev.outpost.dongle.Mode;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.packages.PackageRelease;
import dev.outpost.packages.PackageTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds dongles against one kind of router with one release of OpenWrt. Pure: it looks at tables only. */
public final class RouterCheck {
    private final RouterBoard board;
    private final String boardName;
    private final PackageRelease release;
    private final PackageTable table;
    private final ProfileBook profiles;
    private final KnownTrouble known;
    private final Narrowing narrowing;

    /** @param boardName the name that it was asked by */
    public RouterCheck(
            DeviceProfile router, String boardName, PackageRelease release, PackageTable table, ProfileBook profiles) {
        this(new RouterBoard(router), boardName, release, table, profiles, Narrowing.none(release.series()));
    }

    private RouterCheck(
            RouterBoard board,
            String boardName,
            PackageRelease release,
            PackageTable table,
            ProfileBook profiles,
            Narrowing narrowing) {
        this.board = board;
        this.boardName = boardName;
        this.release = release;
        this.table = table;
        this.profiles = profiles;
        this.known = KnownTrouble.shipped();
        this.narrowing = narrowing;
    }

    /** The same with what is not known of the board or the release. */
    public RouterCheck narrowed(Narrowing by) {
        return new RouterCheck(board, boardName, release, table, profiles, by);
    }

    /** The same document, each dongle with its answer. */
    public ProbeDocument check(ProbeDocument document) {
        return document.with(document.dongles().stream().map(d -> d.on(fit(d))).toList());
    }

    private RouterFit fit(ProbeDocument.Dongle dongle) {
        var best = fit(dongle, dongle.best(), Optional.empty());
        var next = dongle.uplinks().stream().skip(1).findFirst();
        var other = next.map(n -> fit(dongle, Optional.of(n), Optional.empty())).filter(f -> differs(best, f));
        return other.isEmpty() ? best : fit(dongle, dongle.best(), other);
    }

    private static boolean differs(RouterFit best, RouterFit other) {
        return !best.packages().equals(other.packages()) || !best.verdict().equals(other.verdict());
    }

    private RouterFit fit(ProbeDocument.Dongle dongle, Optional<Candidate> uplink, Optional<RouterFit> runnerUp) {
        var report = dongle.report();
        var profile = report.profile().flatMap(profiles::dongle);
        var packages = uplink.map(u -> release.closure(
                        Stream.of(
                                        board.extra(),
                                        u.packages(),
                                        UplinkHandlers.shipped().usualPackages())
                                .flatMap(List::stream)
                                .toList(),
                        board.holds()))
                .orElse(List.of());
        var flash = new FlashBudget(table, release, board).of(packages);
        var power = PortPower.of(report.usb(), profile, board);
        var collisions = collisions(report, profile);
        var trouble = trouble(profile, uplink);
        var evidence = new FitVerdict(
                report, uplink, board, flash, power, collisions, trouble, profile, kernel(report, uplink));
        return new RouterFit(
                boardName,
                board.name(),
                narrowing.release(),
                uplink.map(u -> u.kind().word()),
                packages,
                flash,
                power,
                board.usbPorts(),
                board.ethernetPorts(),
                collisions,
                trouble,
                runnerUp,
                narrowing.notes(),
                narrowing.cap(evidence.verdict()));
    }

    private Optional<KernelCheck.Answer> kernel(ProbeReport report, Optional<Candidate> uplink) {
        return report.usb()
                .flatMap(usb ->
                        uplink.map(u -> KernelCheck.of(usb, u.kind(), KernelCheck.seriesOf(narrowing.release()))));
    }

    /** A dongle that is a router has a network of its own, and so has the router's LAN. */
    private static List<RouterFit.Collision> collisions(ProbeReport report, Optional<DongleProfile> profile) {
        if (report.mode() != Mode.ROUTER) {
            return List.of();
        }
        return profile.flatMap(DongleProfile::gateway).flatMap(RouterBoard::collision).stream()
                .toList();
    }

    private List<RouterFit.Trouble> trouble(Optional<DongleProfile> profile, Optional<Candidate> uplink) {
        var all = new ArrayList<RouterFit.Trouble>();
        uplink.ifPresent(u -> all.addAll(known.about(release.series(), u.handler(), u.kind())));
        profile.stream()
                .flatMap(p -> p.notes().stream())
                .filter(note -> all.stream().noneMatch(t -> t.source().equals(note.source())))
                .map(note -> new RouterFit.Trouble(note.says(), note.source(), Optional.empty()))
                .forEach(all::add);
        board.trouble().stream()
                .map(fact -> new RouterFit.Trouble(fact.value(), fact.source(), Optional.empty()))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
