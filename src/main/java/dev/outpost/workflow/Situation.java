package dev.outpost.workflow;

import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Change;
import java.util.List;
import java.util.Optional;

/** What was seen and what follows from it. */
record Situation(
        RouterFacts router,
        Optional<RelayFacts> relay,
        Optional<TunnelPlan> tunnel,
        Planner planner,
        List<Change> onRouter,
        List<Change> onRelay) {
    boolean isDone() {
        return onRouter.isEmpty() && onRelay.isEmpty();
    }
}
