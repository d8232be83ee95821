package dev.outpost.bench.router.netifd;

/** Hears of interfaces coming and going, as the scripts in {@code /etc/hotplug.d/iface} do. */
public interface Listener {
    void cameUp(String name, String device) throws InterruptedException;

    void wentDown(String name, String device);
}
