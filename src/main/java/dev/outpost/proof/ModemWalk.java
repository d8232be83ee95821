package dev.outpost.proof;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.uplink.WanFailure;
import java.util.List;
import java.util.Optional;

/** The hops between the router and the internet: at most one of them is broken, what lies before it is well, what lies behind it is not known. */
record ModemWalk(PathSeen seen) {
    private static final List<HopName> DONGLE =
            List.of(HopName.DONGLE, HopName.SIM, HopName.SIGNAL, HopName.REGISTRATION, HopName.ADDRESS);

    private static final String PREFIX = "wan has no address: ";

    /** A line has an end of its own, and nothing is known of what lies behind that. */
    private List<HopName> names() {
        return line().map(end -> List.of(end, HopName.ADDRESS)).orElse(DONGLE);
    }

    private Optional<HopName> line() {
        return seen.site().modem().line().map(line -> line.byRadio() ? HopName.HOTSPOT : HopName.WAN_MODEM);
    }

    List<Hop> hops() {
        if (seen.router().isEmpty()) {
            return names().stream()
                    .map(hop -> hop.unknown("the router could not be asked"))
                    .toList();
        }
        var router = seen.router().get();
        if (router.gone().isPresent()) {
            return around(HopName.DONGLE, gone(router.gone().get()), router);
        }
        return router.failure(line().isEmpty())
                .map(WanFailure::problem)
                .map(problem -> around(line().orElse(hop(problem.code())), worded(problem, router), router))
                .orElseGet(() -> well(router));
    }

    private List<Hop> well(RouterPath router) {
        var words = "wan has " + router.address().orElse("an address");
        return names().stream().map(hop -> hop.ok(words)).toList();
    }

    private List<Hop> around(HopName broken, Problem problem, RouterPath router) {
        return names().stream()
                .map(hop -> {
                    if (hop == broken) {
                        return hop.broken(problem);
                    }
                    return hop.compareTo(broken) < 0 && !router.wan().isMute()
                            ? hop.ok("the modem answered, and nothing speaks against it")
                            : hop.unknown("nobody could be asked");
                })
                .toList();
    }

    private Problem worded(Problem problem, RouterPath router) {
        var isStale = router.address().isPresent() && problem.what().startsWith(PREFIX);
        if (line().equals(Optional.of(HopName.HOTSPOT)) && problem.code() != ProblemCode.WAN_WIFI_REFUSED) {
            return problem.withBecause("the hotspot is off, out of reach, or has another name")
                    .withNext("switch it on, bring it nearer, or correct modem.wifi in "
                            + seen.site().file() + ", then run the same command again");
        }
        return isStale
                ? problem.withWhat("wan kept its address, and nothing goes through: "
                        + problem.what().substring(PREFIX.length()))
                : problem;
    }

    private static Problem gone(String node) {
        return ProblemCode.WAN_NO_DEVICE.problem(
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
