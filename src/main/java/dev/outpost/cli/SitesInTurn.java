package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.ledger.Outcome;
import dev.outpost.net.Cidr;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Site;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One site or several, one after the other, in one run: one that fails does not stop the others, and the worst decides the exit
 * code. One site gives its own document, several give one document with all of them.
 */
final class SitesInTurn {
    private static final Cidr EVERYBODY = Cidr.of("0.0.0.0/0");

    /** They only look: one line a site says it. */
    private static final Set<String> BRIEF = Set.of("outpost.plan/1", "outpost.verify/1");

    private final Frame frame;
    private final String schema;

    SitesInTurn(Frame frame, String schema) {
        this.frame = frame;
        this.schema = schema;
    }

    Exit run(List<Site> sites, Function<Site, Outcome> work) {
        tellExposed(frame.console(), sites);
        if (sites.size() == 1) {
            var only = sites.getFirst();
            var outcome = work.apply(only);
            frame.ended(outcome, only.file());
            return frame.finish(outcome);
        }
        return isBrief() ? rows(sites, work) : parts(sites, work);
    }

    /** How much one of the sites tells where each has a line. */
    static Telling telling(List<Site> sites, Telling alone) {
        return sites.size() > 1 ? Telling.ALARMS : alone;
    }

    private boolean isBrief() {
        return BRIEF.contains(schema) && !frame.verbose;
    }

    private Exit rows(List<Site> sites, Function<Site, Outcome> work) {
        var outcomes = new ArrayList<Outcome>();
        for (var site : sites) {
            frame.console().fleeting(site.name() + ", " + (outcomes.size() + 1) + " of " + sites.size());
            var outcome = outcome(site, work);
            if (!frame.quiet || outcome.problem().isPresent()) {
                OutcomeRow.tell(frame.console(), outcome, "");
            }
            outcomes.add(outcome);
        }
        return finish(outcomes);
    }

    private Exit parts(List<Site> sites, Function<Site, Outcome> work) {
        var outcomes = new ArrayList<Outcome>();
        for (var site : sites) {
            if (!frame.quiet) {
                frame.console().title(site.name());
            }
            var outcome = outcome(site, work);
            frame.ended(outcome, site.file());
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
                    "schema", schema,
                    "exit", exit.code(),
                    "sites", outcomes.stream().map(Outcome::toJson).toList()));
        }
        return exit;
    }

    static Exit worst(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::exit).reduce(Exit.DONE, Exit::worse);
    }

    /** Says in red, before anything else, which cameras a site file puts on the internet. */
    static void tellExposed(Console console, List<Site> sites) {
        for (var site : sites) {
            for (var camera : site.cameras()) {
                if (camera.exposure() instanceof Exposure.Public open) {
                    tell(console, site, camera, open);
                }
            }
        }
    }

    private static void tell(Console console, Site site, CameraWish camera, Exposure.Public open) {
        var who = open.allow().contains(EVERYBODY)
                ? "the whole internet"
                : open.allow().stream().map(Cidr::toString).collect(Collectors.joining(", "));
        console.step(
                Mark.EXPOSED,
                "PUBLIC: camera " + camera.name() + " of " + site.name() + " answers to " + who + " on port "
                        + open.port() + " of "
                        + (site.access().relay().isPresent() && !site.isDirect() ? "the relay" : "the router itself"),
                "because: " + open.because()
                        + open.firmwareUnknown()
                                .map(reason -> "; its firmware may be unknown, because: " + reason)
                                .orElse(""));
    }
}
