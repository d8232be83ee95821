package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import dev.outpost.ledger.Unit;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.Modem;
import java.util.Optional;

/** Whether this is the right router to write to. */
record UnitCheck(Parts parts, Site site, Options options, Narrator narrator) {

    /**
     * Fresh, or ours for this site; pending changes of others and a bad overlay stop it too. Binds the unit to the site at
     * first contact.
     *
     * @param opened how it was reached
     * @return the host key to hold on to
     */
    String mayBeWritten(RouterFacts router, Optional<Modem> modem, RouterConnection opened) {
        var hostKey = opened.link().hostKey();
        var mac = router.board().mac();
        sameMac(new Unit(mac, hostKey));
        var standing = new Belonging(parts, site, options)
                .standing(router, opened.route().host());
        if (!router.pending().isEmpty()) {
            throw new ProblemException(new Problem(
                    ProblemCode.ROUTER_PENDING,
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
            throw new ProblemException(new Problem(
                    ProblemCode.WAN_NO_PROBE,
                    "nothing is known of the dongle",
                    "no probe was saved for site " + site.name() + ", and the router has no wan",
                    "plug the dongle into this laptop and run: outpost probe --save " + site.file()));
        }
        router.space().requireWritable();
        narrator.decided(standing.what(), standing.because());
        bind(new Unit(mac, hostKey));
        return hostKey;
    }

    /** A copied image brings key and marker along; the MAC stays the board's own. */
    private void sameMac(Unit now) {
        parts.state()
                .site(site.name())
                .unit()
                .filter(known -> !options.replacing())
                .filter(known -> known.hostKey().equals(now.hostKey())
                        && !known.mac().isEmpty()
                        && !known.mac().equals(now.mac()))
                .ifPresent(known -> {
                    throw new ProblemException(new Problem(
                            ProblemCode.ROUTER_OTHER_MAC,
                            "this router has the MAC " + now.mac() + ", the router of site " + site.name() + " has "
                                    + known.mac(),
                            "both show the same host key: one of them carries a copy of the other's image; nothing was written",
                            "if it is to take the other's place: outpost replace " + site.file() + " router"));
                });
    }

    /** At first contact, or in the place of the router that the site had. */
    private void bind(Unit now) {
        var before = parts.state().site(site.name()).unit();
        if (before.isPresent()
                && (!options.replacing() || before.get().hostKey().equals(now.hostKey()))) {
            return;
        }
        before.ifPresent(old -> narrator.decided(
                "router " + now.mac() + " takes the place of " + old.mac() + " at site " + site.name(),
                "its addresses, ports and viewers stay; the old router's key is forgotten here, and leaves the relay"));
        parts.state().ledger().unit(site.name(), now);
        parts.state().site(site.name()).unit(now);
        narrator.decided("host key pinned to site " + site.name(), now.hostKey() + ", MAC " + now.mac());
    }
}
