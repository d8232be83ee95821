package dev.outpost.ledger;

import dev.outpost.step.Change;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run for one site ended.
 *
 * @param schema {@code outpost.apply/1}, {@code outpost.plan/1}, ...
 * @param problem what stopped it, if something did
 * @param changes what was done, or would be
 * @param facts what the document holds besides, in order, ready for {@link dev.outpost.text.Json}
 */
public record Outcome(
        String schema,
        String site,
        Optional<Problem> problem,
        List<Change> changes,
        Map<String, @Nullable Object> facts) {
    public Outcome {
        changes = List.copyOf(changes);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.DONE);
    }

    /** The JSON document. */
    public Map<String, @Nullable Object> toJson() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("schema", schema);
        document.put("site", site);
        document.put("exit", exit().code());
        document.put("problem", problem.map(Problem::document).orElse(null));
        document.put("changes", changes.stream().map(Outcome::json).toList());
        document.putAll(facts);
        return document;
    }

    private static Map<String, @Nullable Object> json(Change change) {
        return Json.object(
                "target", change.target().word(),
                "kind", change.kind(),
                "phase", change.phase().word(),
                "what", change.describe(),
                "flashBytes", change.flashBytes());
    }
}
