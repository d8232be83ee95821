package dev.outpost.router;

import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code ubus call network.interface dump}: JSON indented with tabs. */
final class InterfacesReader {
    private InterfacesReader() {}

    static Map<String, NetInterface> read(String json) {
        if (json.isBlank()) {
            return Map.of();
        }
        try {
            return Yaml.parse("network.interface dump", json.replace('\t', ' ')).map().maps("interface").stream()
                    .map(InterfacesReader::netInterface)
                    .collect(Collectors.toMap(NetInterface::name, each -> each, (a, b) -> b));
        } catch (ProblemException e) {
            return Map.of(); // not the document that netifd prints: nothing is known then
        }
    }

    private static List<String> addresses(YamlMap map, String family) {
        return map.maps(family).stream()
                .flatMap(address -> address.string("address").stream())
                .toList();
    }

    /** Its own, and what it gave itself of a prefix that it assigns: a LAN's unique local address is of that kind. */
    private static List<String> addresses6(YamlMap map) {
        var assigned = map.maps("ipv6-prefix-assignment").stream()
                .flatMap(prefix -> prefix.map("local-address").stream())
                .flatMap(local -> local.string("address").stream());
        return Stream.concat(addresses(map, "ipv6-address").stream(), assigned)
                .distinct()
                .toList();
    }

    private static NetInterface netInterface(YamlMap map) {
        return new NetInterface(
                map.string("interface").orElse(""),
                map.flag("up").orElse(false),
                map.flag("pending").orElse(false),
                map.flag("dynamic").orElse(false),
                map.string("proto").orElse("none"),
                map.string("l3_device").or(() -> map.string("device")).orElse(""),
                addresses(map, "ipv4-address"),
                addresses6(map),
                map.maps("route").stream()
                        .filter(route ->
                                route.string("target").filter("0.0.0.0"::equals).isPresent())
                        .flatMap(route -> route.string("nexthop").stream())
                        .filter(nexthop -> !nexthop.equals("0.0.0.0"))
                        .findFirst(),
                map.maps("errors").stream()
                        .flatMap(error -> error.string("code").stream())
                        .toList());
    }
}
