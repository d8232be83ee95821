package dev.outpost.survey;

import dev.outpost.ledger.Unit;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;

/** What the relay's own record says of a router that lets nobody in and that this computer does not know: it is never to be reset. */
record RelaysWord(RelayFile file, RelayFacts relay) {

    /**
     * The problem in the relay's words; the same where the relay does not know the router.
     *
     * @param shown the host key that the router showed
     */
    Problem of(Problem refused, Optional<String> shown, Site site) {
        return relay.sites().stream()
                .filter(carried ->
                        shown.isPresent() && shown.equals(carried.unit().map(Unit::hostKey)))
                .findFirst()
                .map(carried -> carried.site().equals(site.name()) ? notKnownHere(site) : another(carried, site))
                .orElse(refused);
    }

    private Problem notKnownHere(Site site) {
        return ProblemCode.ROUTER_NOT_FRESH.problem(
                "this router is the one of site " + site.name() + ", and this computer does not know it",
                "the relay " + file.name() + " has its host key on record: another computer set it up",
                "outpost relay recover " + file.file() + ", then run the same command again");
    }

    private static Problem another(SiteOnRelay carried, Site site) {
        return ProblemCode.ROUTER_ELSEWHERE.problem(
                "this router belongs to site " + carried.site() + ", not to " + site.name(),
                "the relay has its host key on record; nothing was written",
                "check which router is plugged in, and reach: in " + site.file());
    }
}
