package dev.outpost.cli;

import dev.outpost.dongle.ProbeReport;
import dev.outpost.packages.PackageRelease;
import dev.outpost.uplink.RouterFit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a dongle would do on a kind of router, in words: the answer first, then what it stands on. */
final class RouterFitText {
    private final Console console;

    RouterFitText(Console console) {
        this.console = console;
    }

    /** @param said what stands above already */
    void print(RouterFit fit, List<String> said) {
        console.title("On " + fit.name() + " with OpenWrt " + fit.release());
        verdict(fit.verdict());
        fit.notes().forEach(note -> console.step(Mark.WARNED, note, ""));
        fit.uplink().ifPresent(kind -> packages(fit, kind));
        var power = fit.power();
        console.step(
                power.enough().map(e -> e ? Mark.DONE : Mark.WARNED).orElse(Mark.SEEN), "power: " + power.says(), "");
        console.step(
                Mark.SEEN, count(fit.usbPorts(), "USB port") + ", " + count(fit.ethernetPorts(), "Ethernet port"), "");
        fit.collisions().forEach(c -> {
            console.step(Mark.WARNED, "addresses collide in " + c.network(), c.says());
            console.detail(">", c.next());
        });
        fit.trouble().stream()
                .filter(t -> said.stream().noneMatch(line -> line.contains(t.says())))
                .forEach(t -> console.step(Mark.WARNED, t.says(), t.source()));
        fit.runnerUp().ifPresent(this::runnerUp);
    }

    private void verdict(RouterFit.Verdict verdict) {
        console.step(
                switch (verdict.word()) {
                    case WORKS -> verdict.tried().equals(ProbeReport.FROM_TABLES) ? Mark.DECIDED : Mark.DONE;
                    case WORKS_IF -> Mark.DECIDED;
                    case WILL_NOT_WORK -> Mark.FAILED;
                },
                verdict.line(),
                "");
    }

    private void packages(RouterFit fit, String kind) {
        var flash = fit.flash();
        var mark = flash.fits().map(fits -> fits ? Mark.DONE : Mark.FAILED).orElse(Mark.WARNED);
        console.step(mark, flash(flash), flash.basis());
        if (flash.fits().isEmpty()) {
            console.detail(">", "outpost inspect ADDR tells what a flashed one has left");
        }
        console.step(
                Mark.CHANGE,
                "by " + kind + ", WireGuard included since each site needs it: "
                        + fit.packages().size() + " packages",
                fit.packages().stream().map(RouterFitText::size).collect(Collectors.joining(", ")));
    }

    private static String size(PackageRelease.Entry entry) {
        return entry.name() + entry.bytes().map(b -> " " + kib(b)).orElse("");
    }

    private static String flash(RouterFit.Flash flash) {
        var needs = "flash: " + (flash.needed().isPresent() ? "" : "about ") + kib(flash.estimate())
                + (flash.unknown().isEmpty()
                        ? ""
                        : " besides " + String.join(", ", flash.unknown()) + " (size not known)");
        return needs + ", and " + kib(flash.slack()) + " to stay free; "
                + flash.free()
                        .map(f -> (flash.fits().equals(Optional.of(false)) ? "" : "at least ") + kib(f)
                                + " are free after flashing")
                        .orElse("what is free after flashing is not known");
    }

    private static String count(Optional<Integer> ports, String what) {
        return ports.map(n -> n + " " + what + (n == 1 ? "" : "s")).orElse(what + "s not known");
    }

    private void runnerUp(RouterFit other) {
        console.step(
                Mark.SEEN,
                "by " + other.uplink().orElse("?") + " instead: "
                        + other.verdict().line(),
                other.packages().size() + " packages, about "
                        + kib(other.flash().estimate()));
    }

    private static String kib(long bytes) {
        return (bytes + 1023) / 1024 + " KiB";
    }
}
