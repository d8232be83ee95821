package dev.outpost.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How this laptop gets a new address from the router's DHCP server, as a command to type. */
record LeaseWords(Path laptop) {
    String command(String device) {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return "ipconfig /renew";
        }
        if (system.contains("mac")) {
            return "sudo ipconfig set " + device + " DHCP";
        }
        if (Files.isDirectory(laptop.resolve("run/NetworkManager"))) {
            return "nmcli device connect " + device;
        }
        if (Files.isDirectory(laptop.resolve("run/systemd/netif"))) {
            return "sudo networkctl renew " + device;
        }
        return "sudo dhclient " + device;
    }
}
