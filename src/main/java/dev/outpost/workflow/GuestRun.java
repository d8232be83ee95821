package dev.outpost.workflow;

import dev.outpost.laptop.GuestChange;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.State;
import dev.outpost.plan.GuestPlan;
import dev.outpost.proof.GuestPages;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerRefusals;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.relay.RelayFacts;
import dev.outpost.run.RelayRun;
import dev.outpost.run.RelayRun.Turns;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFileEdit;
import java.time.Clock;
import java.util.Optional;

/** One viewer's change: planned, told, then made: this computer's part, the relay's under its guard, the page that is handed over. */
final class GuestRun {
    private final State state;
    private final RelayFile relay;
    private final RemoteLink link;
    private final RelayFacts facts;
    private final SiteFileEdit edit;
    private final Site wanted;
    private final GuestKeys keys;
    private final GuestPages pages;
    private final Clock clock;
    private final RecordingNarrator narrator;

    /** @param facts as the relay was looked at */
    GuestRun(
            State state,
            RelayFile relay,
            RemoteLink link,
            RelayFacts facts,
            SiteFileEdit edit,
            GuestPages pages,
            Clock clock,
            RecordingNarrator narrator) {
        this.state = state;
        this.relay = relay;
        this.link = link;
        this.facts = facts;
        this.edit = edit;
        this.wanted = edit.site();
        this.keys = new GuestKeys(state.site(wanted.name()));
        this.pages = pages;
        this.clock = clock;
        this.narrator = narrator;
    }

    void run(Verb verb, String name) {
        var plan = GuestPlan.of(verb, name, edit, found(name));
        narrator.fact("nothingToDo", plan.isEmpty());
        if (plan.isEmpty()) {
            narrator.done("nothing to do: the relay, the site file and this computer agree about " + name);
            return;
        }
        plan.all().forEach(narrator::planned);
        if (verb != Verb.remove) {
            pages.refuseWithoutSecrets(wanted);
        }
        if (verb == Verb.reissue) {
            keys.forget(name);
        }
        plan.here().forEach(this::make);
        tellRelay(plan);
        if (verb == Verb.remove) {
            keys.forget(name);
            state.ledger().dismiss(wanted.name(), name);
        } else {
            pages.write(wanted, TunnelPlan.of(wanted, relay, entry()), facts, name);
        }
    }

    private GuestPlan.Found found(String name) {
        return new GuestPlan.Found(
                entry(),
                state.ledger().propose(TunnelPlan.wish(wanted, relay, Optional.of(facts))),
                facts.site(wanted.name()).orElseThrow(() -> ViewerRefusals.notCarried(wanted, relay)),
                keys.privateKey(name).isPresent(),
                keys.knows(name),
                pages.has(name));
    }

    /** What is nobody's any more is forgotten once the relay has forgotten it. */
    private void make(GuestChange change) {
        switch (change) {
            case GuestChange.EditFile file -> file.edit().write();
            case GuestChange.Allocate _ -> state.ledger().give(TunnelPlan.wish(wanted, relay, Optional.of(facts)));
            case GuestChange.BearKey born -> keys.bear(born.guest().name(), state.ledger());
            case GuestChange.WritePage _, GuestChange.ForgetKey _ -> {}
        }
    }

    private void tellRelay(GuestPlan plan) {
        if (plan.onRelay().isEmpty()) {
            return;
        }
        var journal = Journal.begin(state.site(wanted.name()).journal(), clock);
        narrator.doing("telling the relay");
        new RelayRun(link, relay, wanted.name(), journal, new Turns(), facts).keep(plan.onRelay(entry()));
        journal.done("done");
        narrator.done("the relay " + relay.name() + " has it; nothing else was changed there");
    }

    private SiteEntry entry() {
        return state.ledger().find(wanted.name()).orElseThrow(() -> ViewerRefusals.notKnown(wanted, relay));
    }
}
