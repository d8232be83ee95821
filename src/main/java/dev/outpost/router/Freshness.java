package dev.outpost.router;

import dev.outpost.uci.UciSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a router is as flashing leaves it, or is ours. What makes it not fresh is named, thing by thing.
 *
 * @param signs why it is not fresh; empty for a fresh one
 */
public record Freshness(List<String> signs) {
    private static final Set<String> FIREWALL_TYPES = Set.of("defaults", "zone", "forwarding", "rule", "include");
    private static final Set<String> INTERFACES = Set.of("loopback", "lan", "wan", "wan6");
    private static final Set<String> ZONES = Set.of("lan", "wan");

    public Freshness {
        signs = List.copyOf(signs);
    }

    /**
     * Judges a look. Fresh is: no password, no key, the host name OpenWrt, no interface besides loopback, lan, wan and wan6 with
     * their first protocols, no firewall zone besides lan and wan, no redirect.
     */
    public static Freshness of(RouterFacts router) {
        var signs = new ArrayList<String>();
        if (!router.blankPassword()) {
            signs.add("root has a password");
        }
        if (!router.authorizedKeys().isEmpty()) {
            signs.add(
                    router.authorizedKeys().size() == 1
                            ? "1 SSH key may log in"
                            : router.authorizedKeys().size() + " SSH keys may log in");
        }
        router.uci("system").ofType("system").stream()
                .flatMap(system -> system.value("hostname").stream())
                .filter(name -> !name.equals("OpenWrt"))
                .forEach(name -> signs.add("its name is " + name));
        router.uci("network").ofType("interface").stream()
                .filter(section -> !INTERFACES.contains(section.name()))
                .forEach(section -> signs.add("network interface " + name(section)));
        router.uci("network")
                .section("wan")
                .flatMap(wan -> wan.value("proto"))
                .filter(proto -> !proto.equals("dhcp"))
                .ifPresent(proto -> signs.add("wan has proto " + proto));
        firewall(router, signs);
        return new Freshness(signs);
    }

    private static void firewall(RouterFacts router, List<String> signs) {
        router.uci("firewall").sections().stream()
                .filter(section -> !FIREWALL_TYPES.contains(section.type()))
                .forEach(section -> signs.add("firewall " + section.type() + " "
                        + section.value("name").orElseGet(() -> name(section))));
        router.uci("firewall").ofType("zone").stream()
                .flatMap(zone -> zone.value("name").stream())
                .filter(name -> !ZONES.contains(name))
                .forEach(name -> signs.add("firewall zone " + name));
    }

    private static String name(UciSection section) {
        return section.anonymous() ? "without a name" : section.name();
    }

    public boolean isFresh() {
        return signs.isEmpty();
    }
}
