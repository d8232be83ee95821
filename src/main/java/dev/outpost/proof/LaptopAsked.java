package dev.outpost.proof;

import dev.outpost.laptop.DefaultRoute;
import dev.outpost.laptop.WayOut;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * This computer's own way out.
 *
 * @param root the folder that holds its {@code proc} and {@code sys}
 */
record LaptopAsked(Path root) {

    /**
     * A gateway in the cameras' network is the router where it is one of two ways out; where it is the only one, this computer may well be at home,
     * in another network of the same numbers. Only a relay that does not answer at all is a reason to look.
     */
    Optional<Problem> wayOut(Optional<Problem> noRelay, Site site, Optional<RouterPath> router) {
        if (noRelay.filter(problem -> problem.code() == ProblemCode.RELAY_UNREACHABLE)
                .isEmpty()) {
            return Optional.empty();
        }
        var addresses = new HashSet<>(Set.of(site.reach().host()));
        router.flatMap(RouterPath::lan).ifPresent(addresses::add);
        var gateways = DefaultRoute.ip4(root).stream()
                .map(DefaultRoute::gateway)
                .distinct()
                .toList();
        if (gateways.size() > 1) {
            gateways.stream()
                    .limit(1)
                    .filter(gateway -> site.cameras().stream()
                            .anyMatch(camera -> Ipv4.parse(gateway)
                                    .filter(new Cidr(camera.address(), 24)::contains)
                                    .isPresent()))
                    .forEach(addresses::add);
        }
        return new WayOut(root).lost(addresses);
    }
}
