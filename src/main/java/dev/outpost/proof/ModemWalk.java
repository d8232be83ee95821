package dev.outpost.proof;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.uplink.WanFailure;
import java.util.List;

/** The hops between the router and the internet: at most one of them is broken, what lies before it is well, what lies behind it is not known. */
record ModemWalk(PathSeen seen) {
    private static final List<HopName> HOPS =
            List.of(HopName.DONGLE, HopName.SIM, HopName.SIGNAL, HopName.REGISTRATION, HopName.ADDRESS);

    private static final String PREFIX = "wan has no address: ";

    List<Hop> hops() {
        if (seen.router().isEmpty()) {
            return HOPS.stream()
                    .map(hop -> Hop.unknown(hop, "the router could not be asked"))
                    .toList();
        }
        var router = seen.router().get();
        if (router.gone().isPresent()) {
            return around(HopName.DONGLE, gone(router.gone().get()), router);
        }
        return router.failure()
                .map(WanFailure::problem)
                .map(problem -> around(hop(problem.code()), worded(problem, router), router))
                .orElseGet(() -> well(router));
    }

    private static List<Hop> well(RouterPath router) {
        var words = "wan has " + router.address().orElse("an address");
        return HOPS.stream().map(hop -> Hop.ok(hop, words)).toList();
    }

    private static List<Hop> around(HopName broken, Problem problem, RouterPath router) {
        return HOPS.stream()
                .map(hop -> {
                    if (hop == broken) {
                        return Hop.broken(hop, problem);
                    }
                    return hop.compareTo(broken) < 0 && !router.wan().isMute()
                            ? Hop.ok(hop, "the modem answered, and nothing speaks against it")
                            : Hop.unknown(hop, "nobody could be asked");
                })
                .toList();
    }

    private static Problem worded(Problem problem, RouterPath router) {
        var isStale = router.address().isPresent() && problem.what().startsWith(PREFIX);
        return isStale
                ? new Problem(
                        problem.code(),
                        "wan kept its address, and nothing goes through: "
                                + problem.what().substring(PREFIX.length()),
                        problem.because(),
                        problem.next())
                : problem;
    }

    private static Problem gone(String node) {
        return new Problem(
                ProblemCode.WAN_NO_DEVICE,
                "the router does not see its dongle any more: " + node + " is gone",
                "it was pulled, has no power, or hangs",
                "plug the dongle out and in, then look again");
    }

    private static HopName hop(ProblemCode code) {
        return switch (code) {
            case WAN_NO_DEVICE, WAN_MODEM_SILENT, WAN_NO_LINK, WAN_NO_LEASE -> HopName.DONGLE;
            case MODEM_NO_SIGNAL -> HopName.SIGNAL;
            default ->
                code.name().startsWith("SIM_")
                        ? HopName.SIM
                        : code.name().startsWith("MODEM_") ? HopName.REGISTRATION : HopName.ADDRESS;
        };
    }
}
