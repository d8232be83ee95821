package dev.outpost.workflow;

import dev.outpost.ledger.State;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.survey.Wishes;
import java.util.Optional;

/**
 * Who looks at a site whose router is the viewers' own end: the file says it, and the router's peers follow the file.
 *
 * @param apply makes the router as the file asks
 */
record DirectGuest(State state, Apply apply) {
    boolean isOne(Site site) {
        return TunnelPlan.found(site, state.ledger()).access().isDirect();
    }

    /** Makes it so; a proof is not asked for. */
    Optional<Problem> trouble(Site site, Verb verb, String name) {
        var edit = GuestRun.edit(site, verb, name);
        edit.write();
        if (verb != Verb.add) {
            new GuestKeys(state.site(site.name())).forget(name);
            state.ledger().dismiss(site.name(), name);
        }
        return apply.run(edit.site(), new Request(Wishes.NONE, Optional.empty(), Optional.empty()))
                .problem()
                .filter(it -> it.code() != ProblemCode.PROOF_NO_VANTAGE);
    }
}
