package dev.outpost.bench.router.fw4;

/** What fw4 prints when it is not understood; recorded (firewall-24.10, record 004). */
final class FirewallUsage {
    static final String TEXT = """
            Usage:

              /sbin/fw4 [-v] [-q] start|stop|flush|restart|reload

                Start, stop, flush, restart or reload the firewall respectively.


              /sbin/fw4 [-v] [-q] reload-sets

                Reload the contents of all declared sets but do not touch the
                ruleset.


              /sbin/fw4 [-q] print

                Print the rendered ruleset.


              /sbin/fw4 [-q] check

                Test the rendered ruleset using nftables' check mode without
                applying it to the running system.


              /sbin/fw4 [-q] network {net}

                Print the name of the firewall zone covering the given network.

                Exits with code 1 if the network is not found or if no zone is
                covering it.


              /sbin/fw4 [-q] device {dev}

                Print the name of the firewall zone covering the given device.

                Exits with code 1 if the device is not found or if no zone is
                covering it.


              /sbin/fw4 [-q] zone {zone} [dev]

                Print all covered devices of the given zone, optionally restricted
                to only the given device name.

                Exits with code 1 if zone is not found or if a device is specified
                and not covered by the given zone.

            """;

    private FirewallUsage() {}
}
