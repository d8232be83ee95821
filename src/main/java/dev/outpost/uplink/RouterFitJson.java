package dev.outpost.uplink;

import dev.outpost.text.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field {@code router} of {@code outpost.probe/1}. */
final class RouterFitJson {
    private RouterFitJson() {}

    static Map<String, @Nullable Object> write(RouterFit fit) {
        return Json.object(
                "board", fit.board(),
                "name", fit.name(),
                "release", fit.release(),
                "uplink", fit.uplink(),
                "usbPorts", fit.usbPorts(),
                "ethernetPorts", fit.ethernetPorts(),
                "packages",
                        fit.packages().stream()
                                .map(p -> Json.object("name", p.name(), "bytes", p.bytes()))
                                .toList(),
                "flash", flash(fit.flash()),
                "power",
                        Json.object(
                                "draws", fit.power().draws(),
                                "gives", fit.power().gives(),
                                "enough", fit.power().enough(),
                                "says", fit.power().says()),
                "collisions",
                        fit.collisions().stream()
                                .map(c -> Json.object("network", c.network(), "says", c.says(), "next", c.next()))
                                .toList(),
                "trouble",
                        fit.trouble().stream()
                                .map(t -> Json.object("says", t.says(), "source", t.source()))
                                .toList(),
                "runnerUp", fit.runnerUp().map(RouterFitJson::write),
                "notes", fit.notes(),
                "verdict", verdict(fit.verdict()));
    }

    private static Map<String, @Nullable Object> flash(RouterFit.Flash flash) {
        return Json.object(
                "needed", flash.needed(),
                "estimate", flash.estimate(),
                "unknown", flash.unknown(),
                "slack", flash.slack(),
                "free", flash.free(),
                "fits", flash.fits(),
                "basis", flash.basis());
    }

    private static Map<String, @Nullable Object> verdict(RouterFit.Verdict verdict) {
        return Json.object(
                "word", verdict.word().word(),
                "because", verdict.because().isEmpty() ? null : String.join("; ", verdict.because()),
                "tried", verdict.tried());
    }
}
