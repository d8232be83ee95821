package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.camera.SetupDue;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.site.Site;
import dev.outpost.survey.RouterSummary;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import dev.outpost.uplink.RouterPin;
import java.util.Optional;

/** A run's decision what to change: told to a person, and in the run's document with what it was decided on. */
public final class Decision {
    private final Planner planner;
    private final RecordingNarrator narrator;

    /**
     * @param pin what the router needs to open its SIM by itself
     * @param deadRun the id of an earlier run of this state that ended without a word
     */
    public Decision(Site site, Wishes wishes, RouterPin pin, Optional<String> deadRun, RecordingNarrator narrator) {
        this.planner = new Planner(site, wishes, pin, deadRun);
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
