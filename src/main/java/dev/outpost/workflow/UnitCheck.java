package dev.outpost.workflow;

import dev.outpost.ledger.Unit;
import dev.outpost.router.Freshness;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.site.Site;
import java.util.Optional;

/** Whether this is the right router to write to. */
record UnitCheck(Parts parts, Site site, Options options, Narrator narrator) {

    /**
     * Fresh, or ours for this site; pending changes of others and a bad overlay stop it too. Binds the unit to the site at
     * first contact.
     *
     * @return the host key to hold on to
     */
    String mayBeWritten(RouterFacts router, Optional<Modem> modem, String hostKey) {
        var mac = router.board().mac();
        var marker = router.marker();
        var unit = parts.state().site(site.name()).unit();
        if (marker.isPresent() && !marker.get().site().equals(site.name())) {
            throw new ProblemException(Problem.blocked(
                    "ROUTER-ELSEWHERE",
                    "this router belongs to site " + marker.get().site(),
                    "its marker says so",
                    "check which router is plugged in and the address in reach; a router that shall serve another site is"
                            + " reset first (hold reset for 10 s)"));
        }
        var freshness = Freshness.of(router);
        if (marker.isEmpty() && !freshness.isFresh() && !options.adopt().equals(Optional.of(mac))) {
            throw new ProblemException(Problem.blocked(
                    "ROUTER-NOT-FRESH",
                    "the router " + mac + " is neither fresh nor ours: " + String.join(", ", freshness.signs()),
                    "somebody set it up; nothing was written",
                    "reset it (hold reset for 10 s), or after reading the plan add --adopt " + mac));
        }
        if (!router.pending().isEmpty()) {
            throw new ProblemException(Problem.blocked(
                    "ROUTER-PENDING",
                    "somebody left changes uncommitted on the router: "
                            + router.pending().getFirst(),
                    "they would be committed along",
                    "on the router: uci commit, or uci revert PACKAGE"));
        }
        if (modem.isEmpty()
                && router.uci("network")
                        .section("wan")
                        .flatMap(wan -> wan.value("proto"))
                        .isEmpty()) {
            throw new ProblemException(Problem.blocked(
                    "WAN-NO-PROBE",
                    "nothing is known of the dongle",
                    "no probe was saved for site " + site.name() + ", and the router has no wan",
                    "plug the dongle into this laptop and run: outpost probe --save " + site.file()));
        }
        new UnmetWishes(site, modem, narrator).say();
        RouterWords.flashStands(router);
        narrator.decided(
                marker.isPresent() ? "this router is ours" : "this router is fresh",
                marker.isPresent()
                        ? "its marker says " + site.name()
                        : "no password, no key, nothing but the defaults");
        if (unit.isEmpty()) {
            var bound = new Unit(mac, hostKey);
            parts.state().ledger().unit(site.name(), bound);
            parts.state().site(site.name()).unit(bound);
            narrator.decided("host key pinned to site " + site.name(), hostKey + ", MAC " + mac);
        }
        return hostKey;
    }
}
