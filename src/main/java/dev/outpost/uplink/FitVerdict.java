package dev.outpost.uplink;

import dev.outpost.dongle.Mode;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.profile.DongleProfile;
import dev.outpost.uplink.RouterFit.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line out of all that was found: what stands against it, else what has to be so, else nothing. */
record FitVerdict(
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
            return new RouterFit.Verdict(Word.WILL_NOT_WORK, against, tried());
        }
        var conditions = conditions();
        return new RouterFit.Verdict(conditions.isEmpty() ? Word.WORKS : Word.WORKS_IF, conditions, tried());
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
                    .flatMap(Unhandled::of)
                    .map(Unhandled::because)
                    .orElse("the dongle offers no uplink that is known"));
        }
        kernel.flatMap(FitVerdict::againstKernel).ifPresent(all::add);
        if (flash.fits().equals(Optional.of(false))) {
            all.add("the packages do not fit: about " + kib(flash.estimate()) + " and " + kib(flash.slack())
                    + " to stay free, and "
                    + flash.free().map(FitVerdict::kib).orElse("?") + " are left");
        }
        return all;
    }

    private List<String> conditions() {
        var all = new ArrayList<String>();
        kernel.flatMap(FitVerdict::kernelCondition).ifPresent(all::add);
        if (uplink.isEmpty()) {
            report.usb().ifPresent(usb -> all.add(new StorageAdvice(usb).condition()));
        } else {
            uplink.filter(u -> u.confidence() == Confidence.GUESS)
                    .ifPresent(u -> all.add(u.kind() + ", which is a guess, carries it"));
        }
        Telephones.in(report).map(Telephones::condition).ifPresent(all::add);
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
            case KernelCheck.Answer.Drives drives -> Optional.empty();
            case KernelCheck.Answer.TakesNewId takes -> Optional.empty();
            case KernelCheck.Answer.NewerKernel newer ->
                Optional.of(newer.words()).filter(words -> !newer.sameSeries());
            case KernelCheck.Answer.Never never -> Optional.of(never.words());
        };
    }

    private static Optional<String> kernelCondition(KernelCheck.Answer answer) {
        return switch (answer) {
            case KernelCheck.Answer.Drives drives -> Optional.empty();
            case KernelCheck.Answer.TakesNewId takes -> Optional.of(takes.id().condition());
            case KernelCheck.Answer.NewerKernel newer ->
                Optional.of(newer.words()).filter(words -> newer.sameSeries());
            case KernelCheck.Answer.Never never -> Optional.empty();
        };
    }

    private String unknownSizes() {
        return flash.unknown().isEmpty() ? "" : " besides " + String.join(", ", flash.unknown());
    }

    static String kib(long bytes) {
        return (bytes + 1023) / 1024 + " KiB";
    }
}
