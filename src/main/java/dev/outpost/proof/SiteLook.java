package dev.outpost.proof;

import dev.outpost.step.Narrator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Nobody walked. */
    static SiteLook none(Instant at) {
        return new SiteLook(List.of(), RouterKeeps.nothing(at));
    }

    /** The hops of the way that the site has. */
    static List<Hop> walked(PathSeen seen) {
        return seen.tunnel().isDirect() ? new DirectWalk(seen).hops() : Walk.along(seen);
    }

    /** Where the month's data come to their end. */
    Optional<String> dataLow() {
        return kept.data().filter(DataUsed::isLow).map(used -> used.words(kept.at()));
    }

    /** What was seen, walked along and told. */
    static SiteLook told(PathSeen seen, Narrator narrator) {
        var kept = seen.router()
                .map(router -> RouterKeeps.of(seen.now(), router.kept()))
                .orElseGet(() -> RouterKeeps.nothing(seen.now()));
        var way = new WayTold(narrator).told(walked(seen));
        kept.tell(narrator);
        return new SiteLook(way, kept);
    }
}
