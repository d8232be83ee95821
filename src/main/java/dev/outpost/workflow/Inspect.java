package dev.outpost.workflow;

import dev.outpost.contact.FirstContact;
import dev.outpost.proof.Outcome;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.router.Look;
import dev.outpost.shell.LinkException;
import dev.outpost.site.Reach;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.RouterDetails;
import dev.outpost.survey.RouterSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        log.chapter("look");
        try (var link = contact.open(reach)) {
            var facts = Look.at(link);
            log.fact("address", reach.toString());
            log.fact("hostKey", link.hostKey());
            log.fact("login", link.login().name().toLowerCase(Locale.ROOT));
            log.fact("router", RouterDetails.json(facts));
            log.saw(
                    "the router answers at " + reach,
                    "host key " + link.hostKey() + ", login by "
                            + link.login().name().toLowerCase(Locale.ROOT));
            RouterSummary.tell(facts, log);
            RouterDetails.tell(facts, log);
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.empty());
        } catch (ProblemException e) {
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.of(e.problem()));
        } catch (LinkException e) {
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.of(FirstContact.broken(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
