package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Change;
import dev.outpost.step.Target;
import java.util.List;
import java.util.Optional;

/** One change on a router, as a value: printed, costed and carried out from it. Who makes changes asks each for its strokes and names none of them. */
public sealed interface RouterChange extends Change permits SystemChange, FileChange, ConfigChange, StickChange {

    /** What has to start anew before a change is true. */
    enum Restart {
        NOTHING,
        FIREWALL,
        /** Our own interface; wan and LAN stay. */
        TUNNEL,
        NETWORK
    }

    /** How it is made, in this order. */
    List<Stroke> strokes();

    /** What starts anew once it is made. */
    default Restart restarts() {
        return Restart.NOTHING;
    }

    /** The router as it must be once this was made and read back. */
    default RouterFacts appliedTo(RouterFacts before) {
        return before;
    }

    /** What the kernel's ruleset must hold then: a section's name, and what it leaves there. */
    default Optional<String> inRuleset() {
        return Optional.empty();
    }

    /** What to say once it is made; empty where its phase says it for all. */
    default Optional<String> made() {
        return Optional.empty();
    }

    /** Whether it changes this section of its configuration. */
    default boolean touches(String uci, String section) {
        return false;
    }

    /** What undoes that part of it which the guard, who puts the router's own files back, knows nothing of. */
    default Optional<Script> takenBack() {
        return Optional.empty();
    }

    /** Where the router's LAN goes; empty where it stays. */
    default Optional<LanMoves> movesLan() {
        return Optional.empty();
    }

    @Override
    default Target target() {
        return Target.ROUTER;
    }
}
