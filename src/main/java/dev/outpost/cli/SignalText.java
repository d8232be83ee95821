package dev.outpost.cli;

import dev.outpost.dongle.Network;
import dev.outpost.dongle.SignalRun;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.SignalWatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signal: as one line, in which what matters most stands first and what does not fit falls off at the end; in words for a fixed installation,
 * whose bands are a judgement: RSRP from -90 good, -105 usable, -115 poor, SINR from 13 good, 0 usable; and as a document.
 */
record SignalText(Paint paint, boolean utf8, int width) {
    private static final String GAP = "   ";
    private static final double GOOD = -90;
    private static final double USABLE = -105;
    private static final double POOR = -115;
    private static final double CLEAN = 13;

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
            parts.add(paint.bold(coloured(r, "%-6s".formatted(strength(r)))));
        });
    }

    private String coloured(double rsrp, String text) {
        return switch (strength(rsrp)) {
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

    /** How good it is for a fixed installation. */
    static String quality(Network network) {
        if (network.rsrp().isEmpty()) {
            return network.rssi().isPresent() ? "there, quality not told" : "not told";
        }
        var strength = strength(network.rsrp().get());
        return network.sinr()
                .map(sinr ->
                        strength + (sinr >= CLEAN ? ", clean" : sinr >= 0 ? ", some noise" : ", too noisy for video"))
                .orElse(strength);
    }

    static String figures(Network network) {
        return Stream.of(
                        figure("RSRP", network.rsrp(), "dBm"),
                        figure("RSRQ", network.rsrq(), "dB"),
                        figure("SINR", network.sinr(), "dB"),
                        figure("RSSI", network.rssi(), "dBm"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    static Mark mark(Network network) {
        var weak = network.rsrp().filter(r -> r < USABLE).isPresent()
                || network.sinr().filter(s -> s < 0).isPresent();
        return weak ? Mark.WARNED : network.rsrp().isPresent() ? Mark.DONE : Mark.SEEN;
    }

    /** Of an RSRP in dBm. */
    static String strength(double rsrp) {
        if (rsrp >= GOOD) {
            return "good";
        }
        if (rsrp >= USABLE) {
            return "usable";
        }
        return rsrp >= POOR ? "poor" : "so weak that it will drop";
    }

    private static Optional<String> figure(String name, Optional<Double> value, String unit) {
        return value.map(v -> name + " " + number(v) + " " + unit);
    }

    /** One decimal, and none for whole numbers. */
    static String number(double value) {
        return (value == Math.rint(value) ? "%.0f" : "%.1f").formatted(value);
    }

    /** {@code outpost.signal/1}. */
    static Map<String, @Nullable Object> document(SignalWatch.Target target, SignalWatch.Ended ended) {
        var run = ended.run();
        return Json.object(
                "schema", "outpost.signal/1",
                "port", target.path(),
                "modem", target.modem(),
                "samples", run.count(),
                "lastedMs", ended.lasted().toMillis(),
                "last", run.last().map(SignalText::sample),
                "best", run.best().map(SignalText::sample),
                "worst", run.worst().map(SignalText::sample),
                "trend", run.trend().word(),
                "word", run.last().flatMap(sample -> sample.signal().rsrp()).map(SignalText::strength),
                "problem", ended.problem().map(Problem::document));
    }

    private static Map<String, @Nullable Object> sample(SignalRun.Sample sample) {
        var signal = sample.signal();
        return Json.object(
                "atMs", sample.at().toMillis(),
                "rsrp", signal.rsrp().map(SignalText::rounded),
                "rsrq", signal.rsrq().map(SignalText::rounded),
                "sinr", signal.sinr().map(SignalText::rounded),
                "rssi", signal.rssi().map(SignalText::rounded),
                "technology", sample.technology(),
                "band", sample.cell().band(),
                "cell", sample.cell().id(),
                "operator", sample.operator());
    }

    /** One decimal at most, and none for whole numbers. */
    private static BigDecimal rounded(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
