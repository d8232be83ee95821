package dev.outpost.uplink;

import dev.outpost.profile.Handler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an OpenWrt router needs for an uplink.
 *
 * @param handler of netifd
 * @param packages what to ask for by name; each brings its dependencies
 * @param options of the interface section; {@code device} is a node on the router, empty while unknown
 */
public record OpenWrtNeeds(Handler handler, List<String> packages, Map<String, Optional<String>> options) {
    public OpenWrtNeeds {
        packages = List.copyOf(packages);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
