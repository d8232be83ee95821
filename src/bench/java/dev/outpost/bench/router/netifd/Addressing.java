package dev.outpost.bench.router.netifd;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.time.Duration;

/**
 * The handlers of {@code proto static}, whose addresses are there at once but for the bridge of the LAN when the daemon starts, and of
 * {@code proto dhcp}: udhcpc asks every three seconds until somebody answers.
 */
record Addressing(Netifd netifd, Iface iface) {
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    /** From the daemon's start until the bridge forwards; network restart until LAN is back took 5 to 7 s. */
    private static final Duration BRIDGE = Duration.ofMillis(4500);

    private static final long LEASE = 518_400; // seconds

    private String device() {
        var named = iface.device().orElse("");
        return iface.dynamic ? netifd.interfaces().deviceOf(named).orElse(named) : named;
    }

    void fixed() throws InterruptedException {
        var device = device();
        if (!netifd.links.exists(device)) {
            netifd.unavailable(iface);
        } else if (!netifd.starting || !iface.name.equals("lan")) {
            addressed(device);
        } else {
            netifd.handlers.work(iface, () -> {
                netifd.machine.clock().sleep(BRIDGE);
                addressed(device);
            });
        }
    }

    private void addressed(String device) throws InterruptedException {
        synchronized (netifd.interfaces()) {
            var mask = iface.section.get("netmask", "255.255.255.255");
            for (var word : iface.section.list("ipaddr")) {
                iface.addresses.add(word.contains("/") ? Cidr.of(word) : Cidr.of(word + "/" + bits(mask)));
            }
            iface.section
                    .get("gateway")
                    .ifPresent(gateway -> iface.routes.add(NetRoute.byDefault(Ipv4.of(gateway), device, iface)));
        }
        netifd.isUp(iface, device);
    }

    private static int bits(String mask) {
        return mask.matches("[0-9.]+") ? Integer.bitCount(Ipv4.of(mask).bits()) : 32;
    }

    void leased() throws InterruptedException {
        var device = device();
        if (!netifd.links.exists(device)) {
            netifd.unavailable(iface);
            return;
        }
        if (!netifd.links.hasCarrier(device)) {
            synchronized (netifd.interfaces()) {
                iface.pending = false;
            }
            return; // netifd waits for a link before it starts the protocol
        }
        netifd.say("Interface '" + iface.name + "' is setting up now");
        synchronized (netifd.interfaces()) {
            iface.pending = true;
            iface.l3 = device;
        }
        if (iface.proto.equals("dhcpv6")) {
            return;
        }
        say("started, v1.36.1");
        var lease = netifd.links.lease(device);
        while (lease.isEmpty()) {
            say("broadcasting discover");
            netifd.machine.clock().sleep(BETWEEN);
            lease = netifd.links.lease(device);
        }
        var gateway = lease.get().gateway();
        say("lease of " + lease.get().address().address() + " obtained from " + gateway + ", lease time " + LEASE);
        synchronized (netifd.interfaces()) {
            iface.addresses.add(lease.get().address());
            iface.routes.add(NetRoute.byDefault(gateway, device, iface));
            iface.data.put("dhcpserver", gateway.toString());
            iface.data.put("leasetime", LEASE);
        }
        netifd.isUp(iface, device);
    }

    private void say(String line) {
        netifd.say(iface.name + " (" + (3000 + iface.attempt) + "): udhcpc: " + line);
    }
}
