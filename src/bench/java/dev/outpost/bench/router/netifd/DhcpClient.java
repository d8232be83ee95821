package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import java.time.Duration;
import java.util.Optional;

/** udhcpc on an interface: asks every three seconds until somebody answers. */
final class DhcpClient {
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private final Netifd netifd;
    private final Iface iface;

    DhcpClient(Netifd netifd, Iface iface) {
        this.netifd = netifd;
        this.iface = iface;
    }

    void run() throws InterruptedException {
        var device = device();
        if (!netifd.links().exists(device)) {
            netifd.unavailable(iface);
            return;
        }
        if (!netifd.links().hasCarrier(device)) {
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
        say("udhcpc: started, v1.36.1");
        var lease = netifd.links().lease(device);
        while (lease.isEmpty()) {
            say("udhcpc: broadcasting discover");
            netifd.machine().clock().sleep(BETWEEN);
            lease = netifd.links().lease(device);
        }
        bind(lease.get(), device);
    }

    private String device() {
        var wanted = iface.device().orElse("");
        return iface.dynamic ? netifd.interfaces().deviceOf(wanted).orElse(wanted) : wanted;
    }

    private void bind(Links.Lease lease, String device) throws InterruptedException {
        say("udhcpc: lease of " + lease.address().address() + " obtained from " + lease.gateway()
                + ", lease time 518400");
        synchronized (netifd.interfaces()) {
            iface.addresses.add(lease.address());
            iface.routes.add(new NetRoute(
                    new Prefix(new Ip4(0), 0),
                    Optional.of(lease.gateway()),
                    device,
                    Optional.of(lease.address().address())));
            iface.updated.addAll(java.util.List.of("addresses", "routes", "data"));
            iface.data.put("dhcpserver", lease.gateway().toString());
            iface.data.put("leasetime", 518400L);
        }
        netifd.isUp(iface, device);
    }

    private void say(String line) {
        netifd.say(iface.name + " (" + (3000 + iface.attempt) + "): " + line);
    }
}
