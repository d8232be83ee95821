package dev.outpost.camera;

import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera will have the power that it needs.
 *
 * @param words in one line: by day or at night, whichever takes more
 * @param budget the numbers of it; absent where nothing feeds it at all
 * @param evidence what it was reckoned from, a line each
 * @param warnings what is doubtful
 * @param problem why it will not
 */
public record PowerVerdict(
        String camera,
        String words,
        Optional<PowerBudget> budget,
        List<String> evidence,
        List<String> warnings,
        Optional<Problem> problem) {
    public PowerVerdict {
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    /** Part of {@code outpost.plan/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "camera", camera,
                "source", budget.map(each -> each.source().profile()).orElse(null),
                "watts", budget.map(PowerBudget::load).orElse(null),
                "availableWatts", budget.map(each -> rounded(each.most())).orElse(null),
                "volts", budget.map(each -> rounded(each.volts())).orElse(null),
                "amperes", budget.map(each -> rounded(each.amperes())).orElse(null),
                "lostWatts", budget.map(each -> rounded(each.lost())).orElse(null),
                "margin", budget.map(each -> rounded(each.margin())).orElse(null),
                "code", problem.map(Problem::code).orElse(null));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
