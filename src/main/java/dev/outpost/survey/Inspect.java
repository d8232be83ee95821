package dev.outpost.survey;

import dev.outpost.contact.FirstContact;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.router.Look;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Reach;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Looks at a router and says what it is; changes nothing. */
public final class Inspect {
    private final FirstContact contact;
    private final Narrator narrator;

    public Inspect(FirstContact contact, Narrator narrator) {
        this.contact = contact;
        this.narrator = narrator;
    }

    public Outcome run(Reach reach) {
        var log = new RecordingNarrator(narrator);
        return new Errand("outpost.inspect/1", reach.toString(), log, FirstContact::broken).does(() -> {
            log.chapter("look");
            try (var link = contact.open(reach)) {
                tell(reach, link, log);
            }
            return Optional.empty();
        });
    }

    private static void tell(Reach reach, RemoteLink link, RecordingNarrator log) throws IOException {
        var facts = Look.at(link);
        var login = link.login().name().toLowerCase(Locale.ROOT);
        log.fact("address", reach.toString());
        log.fact("hostKey", link.hostKey());
        log.fact("login", login);
        log.fact("router", RouterDetails.json(facts));
        log.saw("the router answers at " + reach, "host key " + link.hostKey() + ", login by " + login);
        RouterSummary.tell(facts, log);
        RouterDetails.tell(facts, log);
    }
}
