package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.SpecialRange;
import dev.outpost.site.AccessWish;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;

/** The way in: who can call the router decides it, and what the owner asked for by name. */
public sealed interface WayIn {
    /** Through a relay's tunnel, which the router opens from inside. */
    record Tunnel(TunnelPlan plan) implements WayIn {}

    /**
     * To the router itself, which anybody can call.
     *
     * @param address that it has now
     * @param under by DDNS where a name follows the address, else by DIRECT
     */
    record Direct(Ipv4 address, AccessWish.WayIn under) implements WayIn {}

    /** None is made; nothing was opened. */
    record None(Problem problem) implements WayIn {}

    /** What was decided. */
    default String inWords() {
        return switch (this) {
            case Tunnel _ -> "the way in goes through the relay";
            case Direct(var address, var _) -> "the way in is the router itself, " + address;
            case None _ -> "no way in is made";
        };
    }

    /**
     * Decides.
     *
     * @param tunnel that was planned; empty where none is named or wanted
     * @param stands whether the relay carried the site before: a way that people use is not closed by what is seen later
     */
    static WayIn of(Reachability reach, Site site, Optional<TunnelPlan> tunnel, boolean stands) {
        var throughRelay = tunnel.filter(plan -> !plan.isDirect());
        if (site.access().wayIn() == AccessWish.WayIn.LATER) {
            return new None(nobody(site));
        }
        return switch (reach) {
            case Reachability.StaticPublic(var address) -> called(address, true, site, throughRelay, stands);
            case Reachability.DynamicPublic(var address) -> called(address, false, site, throughRelay, stands);
            case Reachability.Unconfirmed(var address)
            when site.access().isDirect() ->
                called(address, site.access().addressSoldAs() == AccessWish.SoldAs.STATIC, site, throughRelay, stands);
            case Reachability.CarrierNat _,
                    Reachability.TranslatedPublic _,
                    Reachability.BehindNat _,
                    Reachability.Ipv6Only _,
                    Reachability.Unconfirmed _,
                    Reachability.Unknown _ ->
                site.access().isDirect()
                        ? new None(hidden(site, reach.evidence()))
                        : throughRelay.<WayIn>map(Tunnel::new).orElseGet(() -> new None(nobody(site, reach)));
        };
    }

    /** The address is public: as the file asks, else by the contract; a moving one needs a name that follows, or a relay. */
    private static WayIn called(
            Ipv4 address, boolean isFixed, Site site, Optional<TunnelPlan> throughRelay, boolean stands) {
        var wish = site.access().wayIn();
        if (wish == AccessWish.WayIn.WIREGUARD || (stands && wish == AccessWish.WayIn.AUTO)) {
            return throughRelay.<WayIn>map(Tunnel::new).orElseGet(() -> new None(nobody(site)));
        }
        if (wish == AccessWish.WayIn.DIRECT || (isFixed && wish == AccessWish.WayIn.AUTO)) {
            return new Direct(address, AccessWish.WayIn.DIRECT);
        }
        if (site.access().ddns().isPresent()) {
            return new Direct(address, AccessWish.WayIn.DDNS);
        }
        return throughRelay.<WayIn>map(Tunnel::new).orElseGet(() -> new None(nameless(site, address)));
    }

    /**
     * Why a way that the site file asks for by name cannot be made on this line; empty where it may be.
     *
     * @param wan the router's address, where it has one
     */
    public static Optional<Problem> refusal(Site site, Optional<String> wan) {
        if (!site.access().isDirect()) {
            return Optional.empty();
        }
        return wan.flatMap(Ipv4::parse)
                .flatMap(address -> SpecialRange.of(address)
                        .filter(range -> range != SpecialRange.DOCUMENTATION)
                        .map(range -> hidden(site, address + ": " + range.words(address))));
    }

    private static Problem hidden(Site site, String evidence) {
        return ProblemCode.WAY_HIDDEN.problem(
                "way-in " + site.access().wayIn().word() + ": nobody outside can call this router; nothing was opened",
                evidence + "; behind carrier NAT neither an address nor a name leads to it",
                "name a relay and write way-in: wireguard into " + site.file() + ", or ask the operator for a public"
                        + " address");
    }

    private static Problem nameless(Site site, Ipv4 address) {
        return ProblemCode.WAY_NEEDS_NAME.problem(
                "the router's own address " + address
                        + " can be called, and may be another one tomorrow: nothing was opened",
                "the site file does not say that it was sold as static, and names no ddns",
                "in " + site.file()
                        + " under access:  ddns: {provider: ..., hostname: ..., username: ..., password: env:DDNS_PASSWORD}"
                        + "   or address-sold-as: static; or way-in: direct, and new pages whenever it changes");
    }

    /** An address that looks public is a way in as soon as somebody outside confirms it. */
    private static Problem nobody(Site site, Reachability reach) {
        return reach instanceof Reachability.Unconfirmed
                ? nobody(site)
                        .withBecause("no relay is named; " + reach.evidence())
                        .withNext("in " + site.file()
                                + " under access: name who may be asked, observers: [URL], or a relay; then run:"
                                + " outpost apply " + site.file())
                : nobody(site);
    }

    private static Problem nobody(Site site) {
        var isLater = site.access().wayIn() == AccessWish.WayIn.LATER;
        return ProblemCode.WAY_NO_RELAY.problem(
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
