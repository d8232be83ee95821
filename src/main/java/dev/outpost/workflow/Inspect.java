package dev.outpost.workflow;

import dev.outpost.workflow.site.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a router and says what it is; changes nothing. */
public final class Inspect {
    private final Parts parts;
    private final Narrator narrator;

    public Inspect(Parts parts, Narrator narrator) {
        this.parts = parts;
        this.narrator = narrator;
    }

    public Outcome run(Reach reach) {
        narrator.chapter(reach + " " + parts.bundles());
        return new Outcome("outpost.inspect/1", reach.toString(), Optional.empty(), List.of(), Map.of());
    }
}
