package dev.outpost.cli;

import dev.outpost.dongle.SignalRun;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import dev.outpost.uplink.SignalWatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code outpost.signal/1}. */
final class SignalJson {
    private SignalJson() {}

    static Map<String, @Nullable Object> of(SignalWatch.Target target, SignalWatch.Ended ended) {
        var run = ended.run();
        return Json.object(
                "schema", "outpost.signal/1",
                "port", target.path(),
                "modem", target.modem(),
                "samples", run.count(),
                "lastedMs", ended.lasted().toMillis(),
                "last", run.last().map(SignalJson::sample),
                "best", run.best().map(SignalJson::sample),
                "worst", run.worst().map(SignalJson::sample),
                "trend", run.trend().word(),
                "word", run.last().flatMap(sample -> sample.signal().rsrp()).map(SignalQuality::strength),
                "problem", ended.problem().map(Problem::document));
    }

    private static Map<String, @Nullable Object> sample(SignalRun.Sample sample) {
        var signal = sample.signal();
        return Json.object(
                "atMs", sample.at().toMillis(),
                "rsrp", signal.rsrp().map(SignalJson::number),
                "rsrq", signal.rsrq().map(SignalJson::number),
                "sinr", signal.sinr().map(SignalJson::number),
                "rssi", signal.rssi().map(SignalJson::number),
                "technology", sample.technology(),
                "band", sample.cell().band(),
                "cell", sample.cell().id(),
                "operator", sample.operator());
    }

    /** One decimal at most, and none for whole numbers. */
    private static BigDecimal number(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
