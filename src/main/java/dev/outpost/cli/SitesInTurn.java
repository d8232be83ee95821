package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.ledger.Outcome;
import dev.outpost.net.Cidr;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Site;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One site or several, one after the other, in one run: one that fails does not stop the others, and the worst decides the exit
 * code. One site gives its own document, several give one document with all of them.
 */
final class SitesInTurn {
    private static final Cidr EVERYBODY = Cidr.of("0.0.0.0/0");

    /** They only look: one line a site says it. */
    private static final Set<String> BRIEF = Set.of("outpost.plan/1", "outpost.verify/1");

    private static final int NAME_COLUMN = 14;

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
                row(frame.console(), outcome, "");
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
        return finish(frame, schema, "sites", outcomes);
    }

    /** One document of all: the worst decides the exit code. */
    static Exit finish(Frame frame, String schema, String name, List<Outcome> outcomes) {
        var exit = outcomes.stream().map(Outcome::exit).reduce(Exit.DONE, Exit::worse);
        if (frame.json()) {
            frame.document(Json.object(
                    "schema",
                    schema,
                    "exit",
                    exit.code(),
                    name,
                    outcomes.stream().map(Outcome::toJson).toList()));
        }
        return exit;
    }

    /**
     * How a run for one of many sites ended: one line, and why and what next where it stopped.
     *
     * @param took the seconds it took, in words; empty where nobody waits for them
     */
    static void row(Console console, Outcome outcome, String took) {
        var mark = outcome.exit() == Exit.DONE ? Mark.DONE : Mark.FAILED;
        var words = outcome.problem().map(SitesInTurn::stopped).orElseGet(() -> done(outcome));
        var row = Stream.of(words, took).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        console.step(mark, ("%-" + NAME_COLUMN + "s %s").formatted(outcome.site(), row), "");
        outcome.problem().ifPresent(problem -> {
            console.detail("because", problem.because());
            console.detail("next   ", problem.next());
        });
    }

    private static String done(Outcome outcome) {
        var proven = outcome.schema().startsWith("outpost.verify/")
                || Boolean.TRUE.equals(outcome.facts().get("proven"));
        return Stream.of(
                        Optional.of(changes(outcome)).filter(words -> !words.isEmpty()),
                        mac(outcome),
                        Optional.ofNullable(outcome.facts().get("wanAddress")).map(wan -> "wan " + wan),
                        Optional.of("seen by a viewer").filter(_ -> proven))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static String changes(Outcome outcome) {
        var count = outcome.changes().size();
        return outcome.schema().startsWith("outpost.verify/")
                ? ""
                : count == 0 ? "nothing to do" : count == 1 ? "1 change" : count + " changes";
    }

    private static Optional<String> mac(Outcome outcome) {
        return outcome.facts().get("router") instanceof Map<?, ?> router
                ? Optional.ofNullable(router.get("mac")).map(String::valueOf)
                : Optional.empty();
    }

    private static String stopped(Problem problem) {
        return problem.what() + "  " + problem.code();
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
