package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.camera.SetupDue;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.survey.RouterSummary;
import dev.outpost.survey.Seen;

/** A run's decision what to change: told to a person, and in the run's document with what it was decided on. */
public final class Decision {
    private final Planner planner;
    private final RecordingNarrator narrator;

    public Decision(Planner planner, RecordingNarrator narrator) {
        this.planner = planner;
        this.narrator = narrator;
    }

    /** Who decides, and tells nobody. */
    public Planner planner() {
        return planner;
    }

    /** What shall be made of what was seen. */
    public Plan on(Seen seen) {
        narrator.fact("router", RouterSummary.json(seen.router()));
        narrator.fact("power", new PowerCheck(planner.site(), seen.router().poe()).json());
        var plan = planner.plan(seen);
        new PlanTold(planner.site(), planner.wishes(), narrator).tell(plan, seen, planner.ownership(seen));
        return plan;
    }

    /** The same where nothing is made of it. */
    public Plan alone(Seen seen) {
        seen.router()
                .guard()
                .armed()
                .ifPresent(armed -> narrator.warned("the guard of run " + armed.run() + " is armed on the router"));
        var plan = on(seen);
        narrator.fact("flashBytes", plan.flashBytes());
        narrator.fact("nothingToDo", plan.isEmpty() && plan.atCameras().isEmpty());
        narrator.fact(
                "camerasToSetUp", plan.atCameras().stream().map(SetupDue::json).toList());
        return plan;
    }
}
