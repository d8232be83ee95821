package dev.outpost.bench.router;

import dev.outpost.bench.router.netifd.Netifd.Listener;

/** {@code /etc/hotplug.d/iface}: the firewall follows interfaces that come up (facts/behaviours.md#31), the LAN carries SSH. */
final class Hotplug implements Listener {
    private final SimulatedRouter router;

    Hotplug(SimulatedRouter router) {
        this.router = router;
    }

    @Override
    public void cameUp(String name, String device) throws InterruptedException {
        if (name.equals("lan")) {
            router.cable().lanIsUp(router.forwarding.isLanReachable());
        }
        var machine = router.machine();
        if (router.firewall.isLoaded()) {
            router.log().add("user.notice firewall", "Reloading firewall due to ifup of " + name + " (" + device + ")");
            machine.run("fw4 -q reload");
        }
    }

    @Override
    public void wentDown(String name) {
        if (name.equals("lan")) {
            router.cable().lanIsDown();
        }
    }
}
