package dev.outpost.contact;

import dev.outpost.laptop.Nics;
import dev.outpost.site.Reach;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Routers on the cable, told to somebody whose address leads to none: the laptop may have no address in the router's network. */
public final class NearbyRoutersHint {
    private static final Duration ANSWERS = Duration.ofMillis(500);
    private static final int SHOWN = 3;

    private final LocalNetwork here;

    public NearbyRoutersHint(LocalNetwork here) {
        this.here = here;
    }

    /** The same problem, with the lines to paste where routers are on the cable; another one is as it was. */
    public Problem of(Problem problem, Reach reach) {
        if (problem.code() != ProblemCode.ROUTER_UNREACHABLE || LaptopLook.isLoopback(reach.host())) {
            return problem;
        }
        return lines(reach)
                .map(
                        lines -> problem.withBecause("another address: on the cable is " + lines)
                                .withNext(
                                        "write that line into the site file, or give its address here; what it is: outpost find"))
                .orElse(problem);
    }

    private Optional<String> lines(Reach given) {
        List<Neighbour> routers = Nics.wired(here.laptop()).stream()
                .flatMap(nic -> Segment.over(here.wire(), nic, Set::of, ANSWERS).routers().stream())
                .filter(router -> !router.reach().host().equals(given.host()))
                .limit(SHOWN)
                .toList();
        return routers.isEmpty()
                ? Optional.empty()
                : Optional.of(routers.stream().map(Neighbour::line).collect(Collectors.joining(" or ")));
    }
}
