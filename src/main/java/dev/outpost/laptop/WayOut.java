package dev.outpost.laptop;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The laptop's way to the internet.
 *
 * @param root the folder that holds its {@code proc} and {@code sys}
 */
public record WayOut(Path root) {
    private static final String NOTHING = "and nothing outside answers through it";

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
            return Optional.of(leading(
                    "leads into the router",
                    "which has no internet yet; so nothing outside answers",
                    "the router's DHCP server offered itself",
                    used,
                    defaults));
        }
        if (used.isStick(root)) {
            return Optional.of(
                    leading("leads into a USB stick or phone", NOTHING, "it offered itself by DHCP", used, defaults));
        }
        return defaults.size() > 1 && leadsTo(router, used.device())
                ? Optional.of(leading(
                        "goes over the router's cable",
                        NOTHING,
                        "a router without internet offered itself there by DHCP",
                        used,
                        defaults))
                : Optional.empty();
    }

    /**
     * The same, where a gateway in the cameras' network is the router if it is one of two ways out; where it is the only one, this computer may well be
     * at home, in another network of the same numbers.
     */
    public Optional<Problem> lost(Set<String> router, List<Ipv4> cameras) {
        var gateways = DefaultRoute.ip4(root).stream()
                .map(DefaultRoute::gateway)
                .distinct()
                .toList();
        var near = Stream.of(gateways)
                .filter(all -> all.size() > 1)
                .map(List::getFirst)
                .filter(gateway -> cameras.stream()
                        .anyMatch(camera -> Ipv4.parse(gateway)
                                .filter(new Cidr(camera, 24)::contains)
                                .isPresent()));
        return lost(Stream.concat(router.stream(), near).collect(Collectors.toSet()));
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

    /** The same for a laptop that has another way out: the router took the default route away from it. */
    public Optional<Problem> stolen(Set<String> router) {
        return DefaultRoute.ip4(root).size() > 1 ? lost(router) : Optional.empty();
    }

    /** @param leads "goes over the router's cable" */
    private Problem leading(String leads, String end, String offered, DefaultRoute used, List<DefaultRoute> defaults) {
        return ProblemCode.LAPTOP_DEFAULT_ROUTE.problem(
                "this laptop's default route " + leads + " (" + used.gateway() + " on " + used.device() + "), " + end,
                offered + ", with metric " + used.metric() + other(defaults),
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
        return ProblemCode.LAPTOP_NO_ROUTE.problem(
                "this laptop has no way to the internet; so nothing outside answers",
                "it has no default route",
                "join another network, a phone's hotspot perhaps, then run the same command again");
    }

    /**
     * How this laptop gets a new address from the router's DHCP server, as a command to type.
     *
     * @param lan the router's address there, with its prefix length or without
     */
    public String renewal(String lan) {
        var device = Ipv4.parse(lan.replaceFirst("/.*", ""))
                .flatMap(Ip4Routes.in(root)::deviceTo)
                .orElse("eth0");
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return "ipconfig /renew";
        }
        if (system.contains("mac")) {
            return "sudo ipconfig set " + device + " DHCP";
        }
        if (Files.isDirectory(root.resolve("run/NetworkManager"))) {
            return "nmcli device connect " + device;
        }
        if (Files.isDirectory(root.resolve("run/systemd/netif"))) {
            return "sudo networkctl renew " + device;
        }
        return "sudo dhclient " + device;
    }
}
