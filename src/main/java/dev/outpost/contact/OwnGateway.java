package dev.outpost.contact;

import dev.outpost.laptop.ArpTable;
import dev.outpost.laptop.DefaultRoute;
import dev.outpost.net.Eui64;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a router is the one that this laptop itself goes to the internet through: the office's own, most likely, and nothing to adopt.
 *
 * @param root the folder that holds the laptop's {@code proc}
 */
public record OwnGateway(Path root) {

    /**
     * By the address it was reached at; by the gateway's MAC where the laptop knows it, else by its address.
     *
     * @param host where the router answered
     */
    public Optional<Problem> is(RouterFacts router, String host) {
        return DefaultRoute.all(root)
                .filter(route -> route.gateway().equals(host.replaceFirst("%.*", "")) || isThat(router, route))
                .findFirst()
                .map(route -> ProblemCode.ROUTER_IS_GATEWAY.problem(
                        "the router " + router.board().mac() + " is this laptop's own default gateway ("
                                + route.gateway() + " on " + route.device() + ")",
                        "a router that somebody set up and that carries this laptop's internet is never adopted",
                        "if it is the site's router all the same: " + route.cure(root)
                                + ", then run the same command again"));
    }

    /** Whether that address is one of its gateways. */
    boolean isAt(String host) {
        return DefaultRoute.all(root).anyMatch(route -> route.gateway().equals(host));
    }

    /** Whether what this laptop sends to the internet goes through that router now. */
    public boolean isInUse(RouterFacts router) {
        return DefaultRoute.ip4(root).stream()
                .findFirst()
                .filter(route -> isThat(router, route))
                .isPresent();
    }

    private boolean isThat(RouterFacts router, DefaultRoute route) {
        var mac = route.isIp6() ? Eui64.mac(route.gateway()) : ArpTable.in(root).mac(route.gateway(), route.device());
        return mac.map(known -> known.equals(router.board().mac()))
                .orElseGet(() -> FoundRouter.addresses(router).contains(route.gateway()));
    }
}
