package dev.outpost.workflow;

import dev.outpost.ledger.Outcome;
import dev.outpost.site.Fleet;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.SystemWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Many sites side by side, one row each; one that fails does not stop the others. Changes of a shared relay take turns. */
public final class FleetRun {
    private final Apply apply;
    private final Consumer<Outcome> ended;

    /** @param ended hears of each site as soon as it is through */
    public FleetRun(Apply apply, Consumer<Outcome> ended) {
        this.apply = apply;
        this.ended = ended;
    }

    /** One outcome a site, in the order of the fleet file. */
    public List<Outcome> run(Fleet fleet, Request request, int abreast) {
        try (var pool = Executors.newFixedThreadPool(
                Math.max(1, Math.min(abreast, fleet.sites().size())),
                Thread.ofVirtual().factory())) {
            var rows = fleet.sites().stream()
                    .map(site -> Map.entry(site, pool.submit(() -> told(apply.run(site, request)))))
                    .toList();
            return rows.stream()
                    .map(row -> result(row.getValue(), row.getKey()))
                    .toList();
        }
    }

    private Outcome told(Outcome outcome) {
        ended.accept(outcome);
        return outcome;
    }

    private Outcome result(Future<Outcome> row, Site site) {
        try {
            return row.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(failed(site, "interrupted"));
        } catch (ExecutionException e) {
            return told(failed(site, SystemWords.root(e)));
        }
    }

    private static Outcome failed(Site site, String words) {
        var problem = ProblemCode.OUTPOST_BUG.problem(
                "the run for " + site.name() + " broke: " + words,
                "a fault of this program",
                "report it with the site's journal");
        return new Outcome("outpost.apply/1", site.name(), Optional.of(problem), List.of(), Map.of());
    }
}
