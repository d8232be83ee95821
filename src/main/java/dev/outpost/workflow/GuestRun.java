package dev.outpost.workflow;

import dev.outpost.laptop.GuestChange;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.State;
import dev.outpost.plan.GuestPlan;
import dev.outpost.proof.GuestPages;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerRefusals;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.relay.RelayFacts;
import dev.outpost.run.RelayRun;
import dev.outpost.run.Turns;
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
    private final GuestPages pages;
    private final Clock clock;
    private final RecordingNarrator narrator;

    /** @param facts as the relay was looked at */
    GuestRun(
            State state,
            RelayFile relay,
            RemoteLink link,
            RelayFacts facts,
            GuestPages pages,
            Clock clock,
            RecordingNarrator narrator) {
        this.state = state;
        this.relay = relay;
        this.link = link;
        this.facts = facts;
        this.pages = pages;
        this.clock = clock;
        this.narrator = narrator;
    }

    void run(Site site, Verb verb, String name) {
        var edit = edit(site, verb, name);
        var wanted = edit.site();
        var plan = plan(wanted, verb, name, edit);
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
            keys(wanted).forget(name);
        }
        plan.here().forEach(change -> make(change, wanted));
        tellRelay(plan, wanted);
        if (verb == Verb.remove) {
            keys(wanted).forget(name);
            state.ledger().dismiss(wanted.name(), name);
        } else {
            pages.write(wanted, TunnelPlan.of(wanted, relay, entry(wanted)), facts, name);
        }
    }

    static SiteFileEdit edit(Site site, Verb verb, String name) {
        return switch (verb) {
            case add -> SiteFileEdit.withViewer(site, name);
            case remove -> SiteFileEdit.withoutViewer(site, name);
            case reissue -> SiteFileEdit.none(site);
        };
    }

    private GuestPlan plan(Site wanted, Verb verb, String name, SiteFileEdit edit) {
        var found = new GuestPlan.Found(
                entry(wanted),
                state.ledger().propose(TunnelPlan.wish(wanted, relay, Optional.of(facts))),
                facts.site(wanted.name()).orElseThrow(() -> ViewerRefusals.notCarried(wanted, relay)),
                keys(wanted).privateKey(name).isPresent(),
                keys(wanted).knows(name),
                pages.has(name));
        return switch (verb) {
            case add -> GuestPlan.adding(name, edit, found);
            case remove -> GuestPlan.removing(name, edit, found);
            case reissue -> GuestPlan.reissuing(name, found);
        };
    }

    /** What is nobody's any more is forgotten once the relay has forgotten it. */
    private void make(GuestChange change, Site wanted) {
        switch (change) {
            case GuestChange.EditFile file -> file.edit().write();
            case GuestChange.Allocate _ -> state.ledger().give(TunnelPlan.wish(wanted, relay, Optional.of(facts)));
            case GuestChange.BearKey born -> keys(wanted).bear(born.name(), state.ledger());
            case GuestChange.WritePage _, GuestChange.ForgetKey _ -> {}
        }
    }

    private void tellRelay(GuestPlan plan, Site wanted) {
        if (plan.onRelay().isEmpty()) {
            return;
        }
        var journal = Journal.begin(state.site(wanted.name()).journal(), clock);
        narrator.doing("telling the relay");
        new RelayRun(link, relay, TunnelPlan.setup(relay), wanted.name(), journal, new Turns(), facts)
                .keep(plan.onRelay(entry(wanted)));
        journal.done("done");
        narrator.done("the relay " + relay.name() + " has it; nothing else was changed there");
    }

    private GuestKeys keys(Site site) {
        return new GuestKeys(state.site(site.name()));
    }

    private SiteEntry entry(Site site) {
        return state.ledger().find(site.name()).orElseThrow(() -> ViewerRefusals.notKnown(site, relay));
    }
}
