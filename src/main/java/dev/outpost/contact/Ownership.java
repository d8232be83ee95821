package dev.outpost.contact;

import dev.outpost.router.Freshness;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/** Whose a router is, and whether that lets us write to it. Nothing is written before it is known. */
public sealed interface Ownership {

    /** Nobody set it up. */
    record Fresh() implements Ownership {}

    /** It carries our marker for this site. */
    record Ours(String site) implements Ownership {}

    /** A person who saw what would change wants it all the same. */
    record Adopted(String mac, String because) implements Ownership {}

    /** Somebody else's, another site's, or not the one that the site file names. */
    record Refused(Problem problem) implements Ownership {}

    /** What was decided, and why. */
    default String[] inWords() {
        return switch (this) {
            case Fresh() -> new String[] {"this router is fresh", "no password, no key, nothing but the defaults"};
            case Ours(var site) -> new String[] {"this router is ours", "its marker says " + site};
            case Adopted(var mac, var because) ->
                new String[] {"this router is adopted", "--adopt " + mac + " says so; " + because};
            case Refused(var problem) -> new String[] {"this router is left alone", problem.what()};
        };
    }

    /**
     * Decides.
     *
     * @param adopt MAC that a person named
     * @param gateway why it must not be adopted: it is the laptop's own way to the internet
     */
    static Ownership of(RouterFacts router, Site site, Optional<String> adopt, Optional<Problem> gateway) {
        var mac = router.board().mac();
        var wanted = site.mac().filter(named -> !named.equals(mac));
        if (wanted.isPresent()) {
            return new Refused(otherMac(site, mac, wanted.get()));
        }
        var marker = router.marker().map(known -> known.site());
        if (marker.equals(Optional.of(site.name()))) {
            return new Ours(site.name());
        }
        var fresh = Freshness.of(router);
        if (marker.isEmpty() && fresh.isFresh()) {
            return new Fresh();
        }
        if (!adopt.equals(Optional.of(mac))) {
            var named = adopt.filter(other -> !other.equals(mac))
                    .map(other -> "; --adopt names another one, " + other)
                    .orElse("");
            return new Refused(marker.map(owner -> elsewhere(owner, named))
                    .orElseGet(() -> notFresh(mac, fresh, gateway.isPresent(), named)));
        }
        return gateway.<Ownership>map(Refused::new)
                .orElseGet(() -> new Adopted(
                        mac,
                        marker.map(owner -> "its marker says " + owner)
                                .orElseGet(() -> String.join("; ", fresh.signs()))));
    }

    /**
     * Whether something of the site is on the router that showed the site's own host key: one that lost its marker was half released by a run that died.
     *
     * @throws ProblemException {@code ROUTER-ELSEWHERE} where its marker says another site
     */
    static boolean isToRelease(RouterFacts router, Site site) {
        var marker = router.marker().map(known -> known.site());
        if (marker.isEmpty() || marker.get().equals(site.name())) {
            return marker.isPresent() || !Freshness.of(router).isFresh();
        }
        throw new ProblemException(ProblemCode.ROUTER_ELSEWHERE.problem(
                "this router belongs to site " + marker.get(),
                "nothing was written to it",
                "check which router is plugged in, or: outpost retire " + site.file() + " --router-is-gone"));
    }

    private static Problem otherMac(Site site, String mac, String wanted) {
        return ProblemCode.ROUTER_OTHER_MAC.problem(
                "this router has the MAC " + mac + ", not " + wanted,
                site.file() + " names the router of site " + site.name() + " by its MAC; nothing was written",
                "plug in the right router, or correct mac: in " + site.file() + "; who is on the cable: outpost find");
    }

    private static Problem elsewhere(String owner, String named) {
        return ProblemCode.ROUTER_ELSEWHERE.problem(
                "this router belongs to site " + owner,
                "its marker says so; nothing was written" + named,
                "check which router is plugged in and the address in reach; where it shall serve another site, release it"
                        + " first: outpost retire " + owner + ".yaml; where another computer set it up, before that:"
                        + " outpost relay recover RELAYFILE");
    }

    private static Problem notFresh(String mac, Freshness fresh, boolean gateway, String named) {
        return ProblemCode.ROUTER_NOT_FRESH.problem(
                "the router " + mac + " is neither fresh nor ours: " + String.join(", ", fresh.signs()),
                "somebody set it up; nothing was written" + named,
                gateway
                        ? "check the address: this laptop itself goes to the internet through that router"
                        : "reset it (hold reset for 10 s), or after reading what would change add --adopt " + mac);
    }
}
