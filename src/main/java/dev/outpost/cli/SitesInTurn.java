package dev.outpost.cli;

import dev.outpost.site.Site;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import dev.outpost.workflow.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One site or several, one after the other, in one run: one that fails does not stop the others, and the worst decides the exit
 * code. One site gives its own document, several give one document with all of them.
 */
final class SitesInTurn {
    private final Frame frame;
    private final String schema;

    SitesInTurn(Frame frame, String schema) {
        this.frame = frame;
        this.schema = schema;
    }

    Exit run(List<Site> sites, Function<Site, Outcome> work) {
        Exposed.tell(frame.console(), sites);
        if (sites.size() == 1) {
            return frame.finish(work.apply(sites.getFirst()));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var site : sites) {
            frame.console().title(site.name());
            var outcome = outcome(site, work);
            outcome.problem().filter(p -> !frame.json()).ifPresent(frame.complaints()::problem);
            outcomes.add(outcome);
        }
        return finish(outcomes);
    }

    private Outcome outcome(Site site, Function<Site, Outcome> work) {
        try {
            return work.apply(site);
        } catch (ProblemException e) {
            return new Outcome(schema, site.name(), Optional.of(e.problem()), List.of(), Map.of());
        }
    }

    private Exit finish(List<Outcome> outcomes) {
        var exit = worst(outcomes);
        if (frame.json()) {
            frame.document(Json.object(
                    "schema",
                    schema,
                    "exit",
                    exit.code(),
                    "sites",
                    outcomes.stream().map(Outcome::toJson).toList()));
        }
        return exit;
    }

    static Exit worst(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::exit).reduce(Exit.DONE, Exit::worse);
    }
}
