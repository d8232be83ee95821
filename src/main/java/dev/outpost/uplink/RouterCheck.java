package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Phone;
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
    private final KnownTrouble known = KnownTrouble.shipped();
    private final RouterFit.Narrowing narrowing;

    /**
     * @param boardName the name that it was asked by
     * @param narrowing what is not known of the board or the release
     */
    public RouterCheck(
            DeviceProfile router,
            String boardName,
            PackageRelease release,
            PackageTable table,
            ProfileBook profiles,
            RouterFit.Narrowing narrowing) {
        this.board = new RouterBoard(router);
        this.boardName = boardName;
        this.release = release;
        this.table = table;
        this.profiles = profiles;
        this.narrowing = narrowing;
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
        var flash = board.flash(table, release, packages);
        var power = board.power(report.usb(), profile);
        var collisions = collisions(report, profile);
        var trouble = trouble(profile, uplink);
        var evidence =
                new Evidence(report, uplink, board, flash, power, collisions, trouble, profile, kernel(report, uplink));
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

    /** One line out of all that was found: what stands against it, else what has to be so, else nothing. */
    private record Evidence(
            ProbeReport report,
            Optional<Candidate> uplink,
            RouterBoard board,
            RouterFit.Flash flash,
            RouterFit.Power power,
            List<RouterFit.Collision> collisions,
            List<RouterFit.Trouble> trouble,
            Optional<DongleProfile> profile,
            Optional<KernelCheck.Answer> kernel) {

        RouterFit.Verdict verdict() {
            var against = against();
            if (!against.isEmpty()) {
                return new RouterFit.Verdict(RouterFit.Word.WILL_NOT_WORK, against, tried());
            }
            var conditions = conditions();
            return new RouterFit.Verdict(
                    conditions.isEmpty() ? RouterFit.Word.WORKS : RouterFit.Word.WORKS_IF, conditions, tried());
        }

        /** Both have to be tried: a dongle that works elsewhere says little of this router. */
        private String tried() {
            return report.tried().equals(ProbeReport.FROM_TABLES)
                            || board.profile().tried().isEmpty()
                    ? ProbeReport.FROM_TABLES
                    : report.tried() + "; the router by "
                            + String.join("; ", board.profile().tried());
        }

        private List<String> against() {
            var all = new ArrayList<String>();
            if (board.usbPorts().equals(Optional.of(0))) {
                all.add("the board has no USB port");
            }
            if (report.mode() == Mode.DOWNLOAD) {
                all.add("the dongle is in emergency download mode and is no modem now");
            } else if (uplink.isEmpty() && report.mode() != Mode.STORAGE) {
                all.add(report.usb()
                        .map(Layout::of)
                        .flatMap(Layout::unhandled)
                        .orElse("the dongle offers no uplink that is known"));
            }
            kernel.flatMap(Evidence::againstKernel).ifPresent(all::add);
            if (flash.fits().equals(Optional.of(false))) {
                all.add("the packages do not fit: about " + kib(flash.estimate()) + " and " + kib(flash.slack())
                        + " to stay free, and "
                        + flash.free().map(Evidence::kib).orElse("?") + " are left");
            }
            return all;
        }

        private List<String> conditions() {
            var all = new ArrayList<String>();
            kernel.flatMap(Evidence::kernelCondition).ifPresent(all::add);
            if (uplink.isEmpty()) {
                report.usb().ifPresent(usb -> all.add(new StorageAdvice(usb).condition()));
            } else {
                uplink.filter(u -> u.confidence() == Confidence.GUESS)
                        .ifPresent(u -> all.add(u.kind() + ", which is a guess, carries it"));
            }
            report.phone().map(Phone::condition).ifPresent(all::add);
            if (uplink.isPresent() && flash.fits().isEmpty()) {
                all.add("its packages fit: about " + kib(flash.estimate()) + unknownSizes() + ", "
                        + flash.free()
                                .map(f -> "and at least " + kib(f) + " are free")
                                .orElse("and what is free after flashing is not known"));
            }
            if (power.enough().equals(Optional.of(false))) {
                all.add("a powered hub feeds it");
            }
            collisions.forEach(c -> all.add("the router's LAN leaves " + c.network()));
            if (report.mode() == Mode.ROUTER
                    && profile.flatMap(DongleProfile::gateway).isEmpty()) {
                all.add("its own network, which is not known, is not " + RouterBoard.DEFAULT_LAN);
            }
            trouble.forEach(t -> t.condition().ifPresent(all::add));
            return all;
        }

        private static Optional<String> againstKernel(KernelCheck.Answer answer) {
            return switch (answer) {
                case KernelCheck.Answer.Drives _, KernelCheck.Answer.TakesNewId _ -> Optional.empty();
                case KernelCheck.Answer.NewerKernel newer ->
                    Optional.of(newer.words()).filter(words -> !newer.sameSeries());
                case KernelCheck.Answer.Never never -> Optional.of(never.words());
            };
        }

        private static Optional<String> kernelCondition(KernelCheck.Answer answer) {
            return switch (answer) {
                case KernelCheck.Answer.Drives _, KernelCheck.Answer.Never _ -> Optional.empty();
                case KernelCheck.Answer.TakesNewId takes ->
                    Optional.of(takes.id().condition());
                case KernelCheck.Answer.NewerKernel newer ->
                    Optional.of(newer.words()).filter(words -> newer.sameSeries());
            };
        }

        private String unknownSizes() {
            return flash.unknown().isEmpty() ? "" : " besides " + String.join(", ", flash.unknown());
        }

        private static String kib(long bytes) {
            return (bytes + 1023) / 1024 + " KiB";
        }
    }
}
