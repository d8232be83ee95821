package dev.outpost.workflow;

import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.State;
import dev.outpost.proof.GuestPages;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerRefusals;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import java.time.Clock;
import java.util.Optional;

/**
 * Who looks at a site: one more, one less, or the same with another key. Behind a relay the router is not touched, nor needed; where the router itself
 * is the viewers' end, it is what is changed.
 */
public final class Viewers {
    private final State state;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Clock clock;
    private final RecordingNarrator narrator;

    public Viewers(State state, RelayConnector relays, Secrets secrets, Clock clock, Narrator narrator) {
        this.state = state;
        this.relays = relays;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = new RecordingNarrator(narrator);
    }

    /** @param apply makes the router as the file asks, where it has to hear of it */
    public Outcome run(Site site, Verb verb, String name, Apply apply) {
        var lost = Errand.linkLost("the relay or the network went away; the relay puts back what nobody confirmed");
        return new Errand("outpost.viewer/1", site.name(), narrator, lost).does(() -> {
            narrator.fact("viewer", name);
            ViewerRefusals.refuse(site, verb, name);
            return TunnelPlan.found(site, state.ledger()).isDirect()
                    ? atRouter(site, verb, name, apply)
                    : atRelay(site, verb, name);
        });
    }

    private Optional<Problem> atRelay(Site site, Verb verb, String name) {
        var relay = ViewerRefusals.relay(site);
        var remembered = state.site(site.name());
        try (var _ = remembered.lock();
                var link = relays.open(relay, false)) {
            var pages = new GuestPages(remembered, secrets, clock, narrator);
            var facts = relays.look(relay, link);
            new GuestRun(state, relay, link, facts, verb.edit(site, name), pages, clock, narrator).run(verb, name);
            return Optional.empty();
        }
    }

    /** The file says who looks, and the router's peers follow it; a proof is not asked for. */
    private Optional<Problem> atRouter(Site site, Verb verb, String name, Apply apply) {
        var edit = verb.edit(site, name);
        edit.write();
        if (verb != Verb.add) {
            new GuestKeys(state.site(site.name())).forget(name);
            state.ledger().dismiss(site.name(), name);
        }
        return apply.follow(edit.site());
    }
}
