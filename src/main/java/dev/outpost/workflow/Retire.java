package dev.outpost.workflow;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.relay.RelayChange;
import dev.outpost.run.RelayRun;
import dev.outpost.run.RelayRun.Turns;
import dev.outpost.run.RouterRelease;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes a site down: the router first, under its guard, then the relay, then what the ledger gave. Run again, it goes on. */
public final class Retire {
    private final LocalNetwork here;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public Retire(LocalNetwork here, Secrets secrets, Clock clock, Narrator narrator) {
        this.here = here;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** @param gone whether the router is not to be looked for */
    public Outcome run(Site site, boolean gone) {
        var log = new RecordingNarrator(narrator);
        var lost = Errand.linkLost("router, relay or a cable went away; the guard puts a half-released router back");
        return new Errand("outpost.retire/1", site.name(), log, lost)
                .holds(here.state().site(site.name()), clock, journal -> {
                    retire(site, gone, log, journal);
                    return Optional.empty();
                });
    }

    private void retire(Site site, boolean gone, RecordingNarrator log, Journal journal) throws IOException {
        var state = here.state().site(site.name());
        if (!gone && state.unit().isPresent()) {
            log.chapter("router");
            new RouterRelease(new RouterConnector(here, secrets, site, log), site, log, journal).run();
        }
        if (site.access().relay().isPresent()
                && (gone || here.state().ledger().find(site.name()).isPresent())) {
            log.chapter("relay");
            expel(site, log, journal);
        }
        log.chapter("laptop");
        here.state().ledger().retire(site.name());
        state.forget();
        log.done("router, addresses and ports of site " + site.name() + " are free again");
        if (gone) {
            log.warned(
                    "should the router come back, it still has: the tunnel outpost with its key, which opens nothing any"
                            + " more; zone, rules and redirects named outpost; the keeper; our key for its SSH; the SIM's PIN where it"
                            + " was given one. Reset it (hold reset for 10 s) before it serves elsewhere");
        }
        state.passwordsKept().forEach(log::warned);
    }

    private void expel(Site site, RecordingNarrator log, Journal journal) {
        var file = site.access().relay().orElseThrow();
        var relays = new RelayConnector(here.links(), here.state(), secrets);
        try (var link = relays.open(file, false)) {
            var facts = relays.look(file, link);
            if (facts.site(site.name()).isEmpty()) {
                log.saw("the relay does not know site " + site.name(), "nothing to be revoked there");
                return;
            }
            var expel = RelayChange.expelling(site.name());
            log.planned(expel);
            new RelayRun(link, file, site.name(), journal, new Turns(), facts).keep(List.of(expel));
            log.done("the relay knows site " + site.name() + " and its viewers no more");
        }
    }
}
