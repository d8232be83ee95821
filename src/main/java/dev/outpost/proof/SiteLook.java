package dev.outpost.proof;

import dev.outpost.step.Narrator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return kept.data().filter(RouterKeeps.DataUsed::isLow).map(used -> used.words(kept.at()));
    }

    /** What was seen, walked along and told. */
    static SiteLook told(PathSeen seen, Narrator narrator) {
        var kept = seen.router()
                .map(router -> RouterKeeps.of(seen.now(), router.kept()))
                .orElseGet(() -> RouterKeeps.nothing(seen.now()));
        var way = told(walked(seen), narrator);
        kept.tell(narrator);
        return new SiteLook(way, kept);
    }

    /** Hops with one and the same evidence share a line; what lies behind the first broken one and could not be asked is left to the document. */
    private static List<Hop> told(List<Hop> way, Narrator narrator) {
        var open = new ArrayList<Hop>();
        var broken = false;
        for (var hop : way) {
            if (!open.isEmpty()
                    && !(open.getLast().evidence().equals(hop.evidence())
                            && open.getLast().state() == hop.state())) {
                tell(open, narrator);
                open.clear();
            }
            if (hop.isBroken() || !broken || hop.state() == Hop.State.OK) {
                open.add(hop);
            }
            broken |= hop.isBroken();
        }
        if (!open.isEmpty()) {
            tell(open, narrator);
        }
        return way;
    }

    private static void tell(List<Hop> same, Narrator narrator) {
        var names = same.stream().map(Hop::words).collect(Collectors.joining(", "));
        var evidence = same.getFirst().evidence();
        switch (same.getFirst().state()) {
            case OK -> narrator.saw(names + ": well", evidence);
            case BROKEN -> narrator.warned(names + ": " + evidence);
            case UNKNOWN -> narrator.saw(names + ": not known", evidence);
        }
    }
}
