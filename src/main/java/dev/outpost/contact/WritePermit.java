package dev.outpost.contact;

import dev.outpost.ledger.Unit;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;

/**
 * Whether a router may be written to: the right one, with nothing of others half done on it, and with a flash that stands.
 *
 * @param now the router as a thing
 * @param known the one that the site is bound to, where no spare takes its place
 * @param hasModem whether anything is known of a dongle
 */
public record WritePermit(
        Site site, RouterFacts router, Ownership ownership, Unit now, Optional<Unit> known, boolean hasModem) {

    /** Why not; empty where it may. */
    public Optional<Problem> refusal() {
        return copied().or(this::owned)
                .or(this::pending)
                .or(this::noModem)
                .or(() -> router.space().trouble());
    }

    /** A copied image brings key and marker along; the MAC stays the board's own. */
    private Optional<Problem> copied() {
        return known.filter(unit -> unit.hostKey().equals(now.hostKey())
                        && !unit.mac().isEmpty()
                        && !unit.mac().equals(now.mac()))
                .map(unit -> ProblemCode.ROUTER_OTHER_MAC.problem(
                        "this router has the MAC " + now.mac() + ", the router of site " + site.name() + " has "
                                + unit.mac(),
                        "both show the same host key: one of them carries a copy of the other's image; nothing was written",
                        "if it is to take the other's place: outpost replace " + site.file() + " router"));
    }

    private Optional<Problem> owned() {
        return ownership instanceof Ownership.Refused(var problem) ? Optional.of(problem) : Optional.empty();
    }

    private Optional<Problem> pending() {
        return router.pending().stream()
                .findFirst()
                .map(first -> ProblemCode.ROUTER_PENDING.problem(
                        "somebody left changes uncommitted on the router: " + first,
                        "they would be committed along",
                        "on the router: uci commit, or uci revert PACKAGE"));
    }

    private Optional<Problem> noModem() {
        var hasWan = router.uci("network")
                .section("wan")
                .flatMap(wan -> wan.value("proto"))
                .isPresent();
        return hasModem || hasWan || site.modem().line().isPresent()
                ? Optional.empty()
                : Optional.of(ProblemCode.WAN_NO_PROBE.problem(
                        "nothing is known of the dongle",
                        "no probe was saved for site " + site.name() + ", and the router has no wan",
                        "plug the dongle into this laptop and run: outpost probe --save " + site.file()));
    }
}
