package dev.outpost.cli;

import static dev.outpost.cli.SignalQuality.number;

import dev.outpost.dongle.SignalRun;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.SignalWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line about the signal: what matters most stands first, and what does not fit falls off at the end. */
record SignalLine(Paint paint, boolean utf8, int width) {
    private static final String GAP = "   ";

    /** dBm of RSRP at which another bar lights up. */
    private static final List<Double> BARS = List.of(-120.0, -112.0, -105.0, -97.0, -90.0, -80.0);

    String of(SignalRun run) {
        var line = new StringBuilder("  ");
        var columns = 2;
        for (var part : parts(run)) {
            var gap = columns == 2 ? "" : GAP;
            var length = gap.length() + Paint.plain(part).length();
            if (columns + length >= width) {
                break;
            }
            line.append(gap).append(part);
            columns += length;
        }
        return line.toString();
    }

    private List<String> parts(SignalRun run) {
        var sample = run.last().orElseThrow();
        var parts = new ArrayList<String>();
        sample.strength()
                .ifPresentOrElse(
                        value -> strength(sample.signal().rsrp(), value, parts),
                        () -> parts.add(paint.bold(paint.red("no signal"))));
        sample.signal().sinr().ifPresent(sinr -> parts.add(paint.bold("SINR %3s dB".formatted(number(sinr)))));
        run.best().flatMap(SignalRun.Sample::strength).ifPresent(best -> parts.add("best %4s".formatted(number(best))));
        parts.add(paint.bold(arrow(run.trend())));
        where(sample).ifPresent(text -> parts.add(paint.dim(text)));
        return parts;
    }

    private void strength(Optional<Double> rsrp, double value, List<String> parts) {
        var text = "%s %4s dBm".formatted(rsrp.isPresent() ? "RSRP" : "RSSI", number(value));
        parts.add(paint.bold(rsrp.map(r -> coloured(r, text)).orElse(text)));
        rsrp.ifPresent(r -> {
            parts.add(coloured(r, bars(r)));
            parts.add(paint.bold(coloured(r, "%-6s".formatted(SignalQuality.strength(r)))));
        });
    }

    private String coloured(double rsrp, String text) {
        return switch (SignalQuality.strength(rsrp)) {
            case "good" -> paint.green(text);
            case "usable" -> paint.yellow(text);
            default -> paint.red(text);
        };
    }

    private String bars(double rsrp) {
        var lit = (int) BARS.stream().filter(step -> rsrp >= step).count();
        var rest = BARS.size() - lit;
        return utf8 ? "▆".repeat(lit) + "▁".repeat(rest) : "[" + "#".repeat(lit) + ".".repeat(rest) + "]";
    }

    private String arrow(SignalRun.Trend trend) {
        return switch (trend) {
            case RISING -> utf8 ? "↗" : "up";
            case FALLING -> utf8 ? "↘" : "down";
            case STEADY -> utf8 ? "→" : "steady";
            case UNKNOWN -> utf8 ? "·" : "-";
        };
    }

    /** {@code LTE B3 cell 1A2D001 airtel}. */
    private static Optional<String> where(SignalRun.Sample sample) {
        var text = Stream.of(
                        sample.technology().map(t -> t.toUpperCase(Locale.ROOT)),
                        sample.cell().band(),
                        sample.cell().id().map(id -> "cell " + id),
                        sample.operator())
                .flatMap(Optional::stream)
                .map(Lines::printable)
                .collect(Collectors.joining(" "));
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    /** Who is asked, and what the probe did not like of it. */
    static void head(Console console, SignalWatch.Target target, ProbeDocument probe) {
        console.title("Signal  " + (target.modem().isEmpty() ? "modem" : target.modem()) + " on " + target.path());
        probe.problem()
                .ifPresent(problem ->
                        console.step(Mark.WARNED, problem.what(), problem.code().toString()));
    }

    /** How a watch ended: the best, the worst, how long. */
    static void summary(Console console, SignalWatch.Ended ended) {
        var run = ended.run();
        var words = run.best()
                .flatMap(best -> best.strength()
                        .map(value -> "best " + number(value) + " dBm after "
                                + best.at().toSeconds() + " s"))
                .orElse("no signal seen");
        var worst = run.worst()
                .flatMap(sample -> sample.strength())
                .map(value -> ", worst " + number(value) + " dBm")
                .orElse("");
        console.keep();
        console.step(
                run.best().isPresent() ? Mark.DONE : Mark.WARNED,
                words + worst,
                run.count() + (run.count() == 1 ? " sample" : " samples") + " in "
                        + ended.lasted().toSeconds() + " s");
    }
}
