package dev.outpost.reach;

import dev.outpost.site.AccessWish;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;

/** The way in: who can call the router decides it, and what the owner asked for by name. */
public sealed interface WayIn {
    /** Through a relay's tunnel, which the router opens from inside. */
    record Tunnel(TunnelPlan plan) implements WayIn {}

    /** None is made; nothing was opened. */
    record None(Problem problem) implements WayIn {}

    /**
     * Decides.
     *
     * @param tunnel through the site's relay; empty where none is named or wanted
     * @param stands whether the relay carried the site before: a way that people use is not closed by what is seen later
     */
    static WayIn of(Reachability reach, Site site, Optional<TunnelPlan> tunnel, boolean stands) {
        var asked = stands || site.access().wayIn() == AccessWish.WayIn.WIREGUARD;
        return switch (reach) {
            case Reachability.StaticPublic _, Reachability.DynamicPublic _ ->
                tunnel.filter(_ -> asked)
                        .<WayIn>map(Tunnel::new)
                        .orElseGet(() -> new None(tunnel.isPresent() ? notBuilt(reach, site) : nobody(site)));
            case Reachability.CarrierNat _,
                    Reachability.TranslatedPublic _,
                    Reachability.BehindNat _,
                    Reachability.Ipv6Only _,
                    Reachability.Unconfirmed _,
                    Reachability.Unknown _ -> tunnel.<WayIn>map(Tunnel::new).orElseGet(() -> new None(nobody(site)));
        };
    }

    /**
     * Why a way that the site file asks for by name is not made by this version; empty where it is.
     *
     * @param wan the router's address, where it has one
     */
    static Optional<Problem> refusal(Site site, Optional<String> wan) {
        return switch (site.access().wayIn()) {
            case AUTO, WIREGUARD, LATER -> Optional.empty();
            case DIRECT, DDNS ->
                Optional.of(new Problem(
                        ProblemCode.WAY_NOT_YET,
                        "the way in " + site.access().wayIn().word() + " is not made yet"
                                + wan.map(address -> "; the router's wan has " + address)
                                        .orElse(""),
                        "this version knows the way through a relay; nothing was changed",
                        "name a relay and write way-in: wireguard into " + site.file()));
        };
    }

    private static Problem notBuilt(Reachability reach, Site site) {
        return new Problem(
                ProblemCode.WAY_NOT_YET,
                "the router's own address can be called, and this version does not open that way: nothing was opened",
                reach.evidence(),
                "for the way through the relay all the same: write way-in: wireguard into " + site.file());
    }

    private static Problem nobody(Site site) {
        var isLater = site.access().wayIn() == AccessWish.WayIn.LATER;
        return new Problem(
                ProblemCode.WAY_NO_RELAY,
                "nobody can reach this site after you leave",
                isLater
                        ? "the site file says way-in: later; all else is made, the key for a way in is born"
                        : "no relay is named, and the operator gives no public address",
                isLater
                        ? "while you are here: write another way-in into " + site.file() + ", then run: outpost apply "
                                + site.file() + "; afterwards somebody has to come back with a laptop for it"
                        : "name a relay in " + site.file() + ", then run: outpost apply " + site.file());
    }
}
