package dev.outpost.workflow;

import dev.outpost.contact.OwnGateway;
import dev.outpost.router.Freshness;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/** Whose a router is, and whether that lets us write to it: fresh, ours for this site, or adopted by a person who saw what would change. */
record Belonging(Parts parts, Site site, Options options) {

    /** Why it may be written to. */
    record Standing(String what, String because) {}

    /**
     * Decides.
     *
     * @param host where the router answered
     * @throws ProblemException {@code ROUTER-OTHER-MAC}, {@code ROUTER-ELSEWHERE}, {@code ROUTER-NOT-FRESH}, {@code ROUTER-IS-GATEWAY}
     */
    Standing standing(RouterFacts router, String host) {
        var mac = router.board().mac();
        site.mac().filter(wanted -> !wanted.equals(mac)).ifPresent(wanted -> {
            throw new ProblemException(otherMac(mac, wanted));
        });
        var marker = router.marker().map(known -> known.site());
        if (marker.equals(Optional.of(site.name()))) {
            return new Standing("this router is ours", "its marker says " + site.name());
        }
        var fresh = Freshness.of(router);
        if (marker.isEmpty() && fresh.isFresh()) {
            return new Standing("this router is fresh", "no password, no key, nothing but the defaults");
        }
        var gateway = new OwnGateway(parts.laptop()).is(router, host);
        if (!options.adopt().equals(Optional.of(mac))) {
            throw new ProblemException(marker.map(owner -> elsewhere(mac, owner))
                    .orElseGet(() -> notFresh(mac, fresh, gateway.isPresent())));
        }
        gateway.ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return new Standing(
                "this router is adopted",
                "--adopt " + mac + " says so; "
                        + marker.map(owner -> "its marker says " + owner)
                                .orElseGet(() -> String.join("; ", fresh.signs())));
    }

    private Problem otherMac(String mac, String wanted) {
        return new Problem(
                ProblemCode.ROUTER_OTHER_MAC,
                "this router has the MAC " + mac + ", not " + wanted,
                site.file() + " names the router of site " + site.name() + " by its MAC; nothing was written",
                "plug in the right router, or correct mac: in " + site.file() + "; who is on the cable: outpost find");
    }

    private Problem elsewhere(String mac, String owner) {
        return new Problem(
                ProblemCode.ROUTER_ELSEWHERE,
                "this router belongs to site " + owner,
                "its marker says so; nothing was written" + otherAdopted(mac),
                "check which router is plugged in and the address in reach; where it shall serve another site, release it"
                        + " first: outpost retire " + owner + ".yaml, or reset it (hold reset for 10 s)");
    }

    private Problem notFresh(String mac, Freshness fresh, boolean gateway) {
        return new Problem(
                ProblemCode.ROUTER_NOT_FRESH,
                "the router " + mac + " is neither fresh nor ours: " + String.join(", ", fresh.signs()),
                "somebody set it up; nothing was written" + otherAdopted(mac),
                gateway
                        ? "check the address: this laptop itself goes to the internet through that router"
                        : "reset it (hold reset for 10 s), or after reading what would change add --adopt " + mac);
    }

    private String otherAdopted(String mac) {
        return options.adopt()
                .filter(named -> !named.equals(mac))
                .map(named -> "; --adopt names another one, " + named)
                .orElse("");
    }
}
