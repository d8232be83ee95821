package dev.outpost.workflow;

import dev.outpost.workflow.site.Fleet;
import java.util.List;
import java.util.function.Function;

/** Many sites side by side, one row each; one that fails does not stop the others. */
public final class FleetRun {
    private final Parts parts;
    private final Function<String, Narrator> narrators;

    /** @param narrators site to who hears of it */
    public FleetRun(Parts parts, Function<String, Narrator> narrators) {
        this.parts = parts;
        this.narrators = narrators;
    }

    /** One outcome a site, in the order of the fleet file. */
    public List<Outcome> run(Fleet fleet, Options options, int abreast) {
        return fleet.sites().stream()
                .map(site -> new Apply(parts, narrators.apply(site.name())).run(site, options))
                .toList();
    }
}
