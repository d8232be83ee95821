package dev.outpost.workflow;

import dev.outpost.workflow.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a site what its file asks for, or shows what it would do. */
public final class Apply {
    private final Parts parts;
    private final Narrator narrator;

    public Apply(Parts parts, Narrator narrator) {
        this.parts = parts;
        this.narrator = narrator;
    }

    /** Looks and decides; changes nothing. */
    public Outcome plan(Site site, Options options) {
        return unfinished("outpost.plan/1", site);
    }

    /** Looks, decides, changes under the guard, and proves. */
    public Outcome run(Site site, Options options) {
        return unfinished("outpost.apply/1", site);
    }

    private Outcome unfinished(String schema, Site site) {
        narrator.chapter(site.name() + " " + parts.bundles());
        return new Outcome(schema, site.name(), Optional.empty(), List.of(), Map.of());
    }
}
