package dev.outpost.plan;

import dev.outpost.camera.SetupDue;
import dev.outpost.laptop.LaptopChange;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayChange;
import dev.outpost.router.RouterChange;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be changed, where: printed as it is, and made as it is.
 *
 * @param atCameras those that are to be set up; what exactly they lack, they say when they are looked at
 * @param tunnel what both ends shall agree on; absent where nobody asks for one
 * @param router what the router lacks, to be asked again with what the run learns
 * @param refusal why none of it is made
 */
public record Plan(
        List<LaptopChange> onLaptop,
        List<RelayChange> onRelay,
        List<RouterChange> onRouter,
        List<SetupDue> atCameras,
        Optional<TunnelPlan> tunnel,
        RouterPlan router,
        Optional<Problem> refusal) {
    public Plan {
        onLaptop = List.copyOf(onLaptop);
        onRelay = List.copyOf(onRelay);
        onRouter = List.copyOf(onRouter);
        atCameras = List.copyOf(atCameras);
    }

    /** Nothing is to be done to relay and router. */
    public boolean isEmpty() {
        return onRelay.isEmpty() && onRouter.isEmpty();
    }

    /** All of them, in the order they are made. */
    public List<Change> all() {
        return Stream.of(onLaptop, of(Phase.SERVER), onRouter, of(Phase.SITE), of(Phase.PUBLIC))
                .<Change>flatMap(List::stream)
                .toList();
    }

    /** What is to be done to the relay in this phase. */
    public List<RelayChange> of(Phase phase) {
        return onRelay.stream().filter(change -> change.phase() == phase).toList();
    }

    /** What the changes take of the router's flash, in bytes. */
    public long flashBytes() {
        return onRouter.stream().mapToLong(Change::flashBytes).sum();
    }
}
