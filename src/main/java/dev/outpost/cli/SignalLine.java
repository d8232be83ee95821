package dev.outpost.cli;

import dev.outpost.dongle.SignalRun;
import dev.outpost.dongle.SignalSample;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.SignalTarget;
import dev.outpost.uplink.SignalWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line about the signal: what matters most stands first, and what does not fit falls off at the end. */
final class SignalLine {
    private static final String GAP = "   ";

    /** dBm of RSRP at which another bar lights up. */
    private static final List<Double> BARS = List.of(-120.0, -112.0, -105.0, -97.0, -90.0, -80.0);

    private final Paint paint;
    private final boolean utf8;
    private final int width;

    SignalLine(Paint paint, boolean utf8, int width) {
        this.paint = paint;
        this.utf8 = utf8;
        this.width = width;
    }

    /** A part with the look that it gets; the look takes no columns. */
    private record Part(String text, String painted) {
        static Part plain(String text) {
            return new Part(text, text);
        }
    }

    String of(SignalRun run) {
        var line = new StringBuilder("  ");
        var columns = 2;
        for (var part : parts(run)) {
            var gap = columns == 2 ? "" : GAP;
            if (columns + gap.length() + part.text().length() >= width) {
                break;
            }
            line.append(gap).append(part.painted());
            columns += gap.length() + part.text().length();
        }
        return line.toString();
    }

    private List<Part> parts(SignalRun run) {
        var sample = run.last().orElseThrow();
        var parts = new ArrayList<Part>();
        if (sample.strength().isEmpty()) {
            parts.add(new Part("no signal", paint.bold(paint.red("no signal"))));
        } else {
            strength(sample, parts);
        }
        sample.signal()
                .sinr()
                .map(sinr -> "SINR " + "%3s".formatted(number(sinr)) + " dB")
                .ifPresent(text -> parts.add(new Part(text, paint.bold(text))));
        run.best()
                .flatMap(SignalSample::strength)
                .ifPresent(best -> parts.add(Part.plain("best " + "%4s".formatted(number(best)))));
        parts.add(new Part(arrow(run.trend()), paint.bold(arrow(run.trend()))));
        where(sample).ifPresent(text -> parts.add(new Part(text, paint.dim(text))));
        return parts;
    }

    private void strength(SignalSample sample, List<Part> parts) {
        var rsrp = sample.signal().rsrp();
        var text = (rsrp.isPresent() ? "RSRP " : "RSSI ")
                + "%4s".formatted(number(sample.strength().orElseThrow())) + " dBm";
        parts.add(new Part(text, paint.bold(rsrp.map(r -> coloured(r, text)).orElse(text))));
        rsrp.ifPresent(r -> {
            parts.add(new Part(bars(r), coloured(r, bars(r))));
            var word = "%-6s".formatted(SignalQuality.strength(r));
            parts.add(new Part(word, paint.bold(coloured(r, word))));
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
    private static Optional<String> where(SignalSample sample) {
        var text = Stream.of(
                        sample.technology().map(t -> t.toUpperCase(Locale.ROOT)),
                        sample.cell().band(),
                        sample.cell().id().map(id -> "cell " + id),
                        sample.operator())
                .flatMap(Optional::stream)
                .map(Console::printable)
                .collect(Collectors.joining(" "));
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    /** Who is asked, and what the probe did not like of it. */
    static void head(Console console, SignalTarget target, ProbeDocument probe) {
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

    private static String number(double value) {
        return (value == Math.rint(value) ? "%.0f" : "%.1f").formatted(value);
    }
}
