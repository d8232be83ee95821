package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import java.time.Duration;
import java.util.Optional;

/** The handler of {@code proto static}: addresses at once, but the bridge of the LAN takes its time when the daemon starts. */
final class StaticAddress {
    /** From the daemon's start until the bridge forwards; network restart until LAN is back took 5 to 7 s (section 2 there). */
    private static final Duration BRIDGE = Duration.ofMillis(4500);

    private final Netifd netifd;
    private final Iface iface;

    StaticAddress(Netifd netifd, Iface iface) {
        this.netifd = netifd;
        this.iface = iface;
    }

    void run() throws InterruptedException {
        var named = iface.device().orElse("");
        var device = iface.dynamic ? netifd.interfaces().deviceOf(named).orElse(named) : named;
        if (!netifd.links().exists(device)) {
            netifd.unavailable(iface);
            return;
        }
        if (!netifd.isStarting() || !iface.name.equals("lan")) {
            addressed(device);
            return;
        }
        synchronized (netifd.interfaces()) {
            iface.pending = true;
        }
        netifd.handlers().work(iface, () -> {
            netifd.machine().clock().sleep(BRIDGE);
            addressed(device);
        });
    }

    private void addressed(String device) throws InterruptedException {
        synchronized (netifd.interfaces()) {
            var mask = iface.section.get("netmask", "255.255.255.255");
            for (var word : iface.section.list("ipaddr")) {
                iface.addresses.add(word.contains("/") ? Prefix.of(word) : Prefix.of(word + "/" + bits(mask)));
            }
            iface.section
                    .get("gateway")
                    .ifPresent(gateway -> iface.routes.add(new NetRoute(
                            new Prefix(new Ip4(0), 0),
                            Optional.of(Ip4.of(gateway)),
                            device,
                            iface.addresses.stream().findFirst().map(Prefix::address))));
            iface.updated.add("addresses");
        }
        netifd.isUp(iface, device);
    }

    private static int bits(String mask) {
        return mask.matches("[0-9.]+") ? Integer.bitCount(Ip4.of(mask).bits()) : 32;
    }
}
