package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.SpecialRange;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.StickChange;
import dev.outpost.router.StickFacts;
import dev.outpost.site.AccessWish.WayIn;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a HiLink stick before wan shall let in, and nothing besides: it is told only where its SIM's address is one of the internet, and what was
 * opened is shut once nobody asks for it.
 *
 * @param asked of the site file
 * @param isRouter whether something that is a router itself stands before wan
 * @param wayIn the site's; who comes through the relay calls no stick
 */
public record OpenStick(Optional<Hilink> asked, boolean isRouter, WayIn wayIn) {
    private static final Set<WayIn> NOT_CALLED = Set.of(WayIn.WIREGUARD, WayIn.LATER);

    /** As the site file asks. */
    public static OpenStick of(Site site, boolean isRouter) {
        return new OpenStick(site.modem().hilink(), isRouter, site.access().wayIn());
    }

    /** What is to be open; a DMZ leads to the router where somebody calls it there. */
    public Optional<Hilink> wish() {
        return asked.filter(door -> door != Hilink.DMZ || !NOT_CALLED.contains(wayIn));
    }

    /** What is made with the opening of wan, where viewers call the router itself; the stick that nobody could ask yet is taken to lack it. */
    public List<RouterChange> forViewers(RouterFacts router) {
        return List.copyOf(due(router, Hilink.DMZ));
    }

    /** What is made whatever the way in is. */
    public List<RouterChange> besides(RouterFacts router) {
        var changes = new ArrayList<>(shuts(router));
        changes.addAll(due(router, Hilink.FULL_CONE));
        return changes;
    }

    /** What was opened once and is asked for no more. */
    public List<RouterChange> shuts(RouterFacts router) {
        return List.copyOf(StickChange.shuts(router, wish()));
    }

    private List<StickChange> due(RouterFacts router, Hilink door) {
        var stands = router.stick().filter(stick -> stick.does(door)).isPresent();
        return !wish().equals(Optional.of(door))
                        || stands
                        || hindrance(router.stick()).isPresent()
                ? List.of()
                : List.of(StickChange.opens(door));
    }

    /** Why nothing is told to the stick, although the site file asks for it; empty where that is not known before it is asked. */
    public Optional<String> hindrance(Optional<StickFacts> stick) {
        return asked.flatMap(
                door -> why(stick).map(why -> "modem.hilink: " + door.word() + " changes nothing: " + why));
    }

    private Optional<String> why(Optional<StickFacts> stick) {
        if (!isRouter) {
            return Optional.of("nothing before this router's wan is a router itself");
        }
        if (wish().isEmpty()) {
            return Optional.of("nobody calls the router at its own address (access.way-in: " + wayIn.word() + ")");
        }
        var hidden = stick.flatMap(StickFacts::address)
                .flatMap(address -> SpecialRange.of(address)
                        .filter(range -> range != SpecialRange.DOCUMENTATION)
                        .map(range -> "the SIM has " + address + ", " + range.words(address)
                                + ", which nobody outside can call"));
        return hidden.or(() -> stick.flatMap(StickFacts::trouble))
                .or(() -> stick.filter(each -> each.address().isEmpty())
                        .map(each ->
                                "the stick at " + each.host() + " does not tell which address the operator gave it"));
    }

    /** The same from what the outside sees of the stick's own address. */
    public Optional<String> hindrance(Reachability ofStick) {
        return wish().filter(_ -> !ofStick.isPublic().orElse(false))
                .map(door -> "modem.hilink: " + door.word() + " changes nothing: " + ofStick.evidence()
                        + (ofStick instanceof Reachability.Unconfirmed
                                ? " (access.observers names who may be asked)"
                                : ""));
    }

    /** The address that a call from outside goes to: the stick's where it is to lead all to the router, else wan's own; empty where nobody knows it yet. */
    public static Optional<String> called(Site site, RouterFacts router) {
        var isAsked = of(site, true).wish().equals(Optional.of(Hilink.DMZ));
        return router.stick()
                .filter(_ -> isAsked)
                .flatMap(StickFacts::address)
                .map(Ipv4::toString)
                .or(() -> router.wanAddress()
                        .filter(own -> !isAsked
                                || router.stick().isPresent()
                                || Ipv4.parse(own).flatMap(SpecialRange::of).isEmpty()));
    }
}
