package dev.outpost.workflow;

import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Lease;
import dev.outpost.ledger.State;
import dev.outpost.proof.GuestPages;
import dev.outpost.proof.Outcome;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.reach.ViewerRefusals;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import java.time.Clock;
import java.util.Optional;

/**
 * Who looks at a site: one more, one less, or the same with another key. Behind a relay the router is not touched, nor needed; where the router itself
 * is the viewers' end, it is what is changed.
 */
public final class Viewers {
    private static final String SCHEMA = "outpost.viewer/1";

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
        try {
            narrator.fact("viewer", name);
            ViewerRefusals.refuse(site, verb, name);
            var direct = new DirectGuest(state, apply);
            if (direct.isOne(site)) {
                return narrator.outcome(SCHEMA, site.name(), direct.trouble(site, verb, name));
            }
            var relay = ViewerRefusals.relay(site);
            var remembered = state.site(site.name());
            try (Lease lease = remembered.lock();
                    var link = relays.open(relay, false)) {
                var pages = new GuestPages(remembered, secrets, clock, narrator);
                new GuestRun(state, relay, link, relays.look(relay, link), pages, clock, narrator)
                        .run(site, verb, name);
            }
            return narrator.outcome(SCHEMA, site.name(), Optional.empty());
        } catch (ProblemException e) {
            return narrator.outcome(SCHEMA, site.name(), Optional.of(e.problem()));
        }
    }
}
