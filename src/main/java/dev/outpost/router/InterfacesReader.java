package dev.outpost.router;

import dev.outpost.profile.Yaml;
import dev.outpost.profile.YamlMap;
import dev.outpost.step.ProblemException;
import java.util.Map;
import java.util.stream.Collectors;

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

    private static NetInterface netInterface(YamlMap map) {
        return new NetInterface(
                map.string("interface").orElse(""),
                map.flag("up").orElse(false),
                map.flag("pending").orElse(false),
                map.string("proto").orElse("none"),
                map.string("l3_device").or(() -> map.string("device")).orElse(""),
                map.maps("ipv4-address").stream()
                        .flatMap(address -> address.string("address").stream())
                        .toList(),
                map.maps("errors").stream()
                        .flatMap(error -> error.string("code").stream())
                        .toList());
    }
}
