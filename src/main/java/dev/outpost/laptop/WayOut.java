package dev.outpost.laptop;

import dev.outpost.net.Ipv4;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The laptop's way to the internet.
 *
 * @param root the folder that holds its {@code proc} and {@code sys}
 */
public record WayOut(Path root) {

    /**
     * Why nothing outside answers, where the laptop's own routes tell.
     *
     * @param router every address that the router has or may have
     */
    public Optional<Problem> lost(Set<String> router) {
        var defaults = DefaultRoute.ip4(root);
        if (defaults.isEmpty()) {
            return Ip4Routes.in(root).rows().isEmpty() ? Optional.empty() : Optional.of(none());
        }
        var used = defaults.getFirst();
        if (router.contains(used.gateway())) {
            return Optional.of(intoRouter(used, defaults));
        }
        if (used.isStick(root)) {
            return Optional.of(intoStick(used, defaults));
        }
        return defaults.size() > 1 && leadsTo(router, used.device())
                ? Optional.of(overCable(used, defaults))
                : Optional.empty();
    }

    /** Whether the router is, or would be, on the network behind this interface. */
    private boolean leadsTo(Set<String> router, String device) {
        var routes = Ip4Routes.in(root);
        return router.stream()
                .anyMatch(host -> host.endsWith("%" + device)
                        || Ipv4.parse(host)
                                .map(address -> routes.devicesOn(address).equals(List.of(device)))
                                .orElse(false));
    }

    private Problem overCable(DefaultRoute used, List<DefaultRoute> defaults) {
        return new Problem(
                ProblemCode.LAPTOP_DEFAULT_ROUTE,
                "this laptop's default route goes over the router's cable (" + used.gateway() + " on " + used.device()
                        + "), and nothing outside answers through it",
                "a router without internet offered itself there by DHCP, with metric " + used.metric()
                        + other(defaults),
                cure(used, defaults));
    }

    /** The same for a laptop that has another way out: the router took the default route away from it. */
    public Optional<Problem> stolen(Set<String> router) {
        return DefaultRoute.ip4(root).size() > 1 ? lost(router) : Optional.empty();
    }

    private Problem intoRouter(DefaultRoute used, List<DefaultRoute> defaults) {
        return new Problem(
                ProblemCode.LAPTOP_DEFAULT_ROUTE,
                "this laptop's default route leads into the router (" + used.gateway() + " on " + used.device()
                        + "), which has no internet yet; so nothing outside answers",
                "the router's DHCP server offered itself, with metric " + used.metric() + other(defaults),
                cure(used, defaults));
    }

    private Problem intoStick(DefaultRoute used, List<DefaultRoute> defaults) {
        return new Problem(
                ProblemCode.LAPTOP_DEFAULT_ROUTE,
                "this laptop's default route leads into a USB stick or phone (" + used.gateway() + " on "
                        + used.device() + "), and nothing outside answers through it",
                "it offered itself by DHCP, with metric " + used.metric() + other(defaults),
                cure(used, defaults));
    }

    private static String other(List<DefaultRoute> defaults) {
        return defaults.stream()
                .skip(1)
                .findFirst()
                .map(next -> "; " + next.device() + " has " + next.metric())
                .orElse("; this laptop has no other way out");
    }

    private String cure(DefaultRoute used, List<DefaultRoute> defaults) {
        var command = used.cure(root);
        return defaults.size() > 1 ? command : "join another network, a phone's hotspot perhaps, then: " + command;
    }

    private static Problem none() {
        return new Problem(
                ProblemCode.LAPTOP_NO_ROUTE,
                "this laptop has no way to the internet; so nothing outside answers",
                "it has no default route",
                "join another network, a phone's hotspot perhaps, then run the same command again");
    }
}
