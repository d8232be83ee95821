package dev.outpost.proof;

import dev.outpost.step.Narrator;
import java.util.List;

/**
 * What came of one look along a site's way.
 *
 * @param way its hops
 * @param kept what the router told of its own days
 */
public record SiteLook(List<Hop> way, RouterKeeps kept) {
    public SiteLook {
        way = List.copyOf(way);
    }

    /** What was seen, walked along and told. */
    static SiteLook told(PathSeen seen, Narrator narrator) {
        var kept = seen.router()
                .map(router -> RouterKeeps.of(seen.now(), router.kept()))
                .orElseGet(() -> RouterKeeps.nothing(seen.now()));
        var way = new WayTold(narrator).told(Walk.along(seen));
        kept.tell(narrator);
        return new SiteLook(way, kept);
    }
}
