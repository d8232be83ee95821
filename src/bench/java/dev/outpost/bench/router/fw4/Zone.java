package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Prefix;
import java.util.List;

/**
 * A zone with the devices it covered when the rules were loaded.
 *
 * @param devices of its up networks, and those named one by one
 * @param subnets of its up networks
 */
public record Zone(
        String name,
        List<String> devices,
        List<Prefix> subnets,
        Policy input,
        Policy output,
        Policy forward,
        boolean masquerades,
        boolean fixesMtu) {
    public Zone {
        devices = List.copyOf(devices);
        subnets = List.copyOf(subnets);
    }
}
