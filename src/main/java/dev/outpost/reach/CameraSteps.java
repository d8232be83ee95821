package dev.outpost.reach;

import dev.outpost.router.RouterFacts;
import dev.outpost.router.ServeTime;
import dev.outpost.site.CameraWish;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a router is for its cameras: the way to them, the time, and a fence. */
public final class CameraSteps {
    private CameraSteps() {}

    /** @param tunnel absent where nobody asks for one */
    public static List<Step<RouterFacts>> of(List<CameraWish> cameras, Optional<TunnelPlan> tunnel) {
        var steps = new ArrayList<Step<RouterFacts>>();
        tunnel.ifPresent(way -> {
            steps.add(new MapCameras(way));
            steps.add(new AnswerCameras(way.onLan(), Set.of()));
        });
        if (!cameras.isEmpty()) {
            steps.add(new ServeTime());
        }
        steps.add(new IsolateCameras(cameras));
        return steps;
    }
}
