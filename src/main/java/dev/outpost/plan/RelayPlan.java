package dev.outpost.plan;

import dev.outpost.net.TunnelKey;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.AdmitToRelay;
import dev.outpost.relay.PrepareRelay;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.survey.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a relay lacks to carry a site.
 *
 * @param deadRun the id of an earlier run of this state that ended without a word
 */
public record RelayPlan(Site site, Optional<String> deadRun) {
    List<RelayChange> changes(Seen seen, Optional<TunnelPlan> tunnel) {
        if (seen.relay().isEmpty() || tunnel.isEmpty()) {
            return List.of();
        }
        return changes(
                seen.relay().get(), tunnel.get(), TunnelKey.of(seen.router().wireguardKey()));
    }

    /** What the relay lacks to carry the site, in the order it is done. */
    private List<RelayChange> changes(RelayFacts facts, TunnelPlan tunnel, TunnelKey routerKey) {
        var changes = new ArrayList<>(needed(new PrepareRelay(tunnel.relay()).check(facts)));
        deadRun.filter(run -> facts.armedBy().equals(Optional.of(run)))
                .ifPresent(run -> changes.add(RelayChange.takingOver(run)));
        changes.addAll(needed(new AdmitToRelay(tunnel.onRelay(routerKey)).check(facts)));
        return changes;
    }

    /** The changes of one phase among them. */
    public List<RelayChange> changes(RelayFacts facts, TunnelPlan tunnel, TunnelKey routerKey, Phase phase) {
        return changes(facts, tunnel, routerKey).stream()
                .filter(change -> change.phase() == phase)
                .toList();
    }

    private static List<RelayChange> needed(Finding finding) {
        return finding.changes().stream().map(RelayChange.class::cast).toList();
    }

    /** A site of this name that this computer never gave anything. */
    Optional<Problem> strange(Seen seen) {
        return seen.relay()
                .flatMap(relay -> relay.site(site.name()))
                .filter(known -> seen.laptop().given().isEmpty())
                .map(known -> ProblemCode.RELAY_SITE_UNKNOWN.problem(
                        "the relay carries a site " + site.name() + " as " + known.block()
                                + ", and this computer knows nothing of it",
                        "another computer set it up, or this one lost its state",
                        "outpost relay recover "
                                + site.access().tunnelRelay().orElseThrow().file()
                                + ", or where it is another site, give this one another name"));
    }
}
