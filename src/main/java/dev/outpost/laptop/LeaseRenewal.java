package dev.outpost.laptop;

import dev.outpost.net.Ipv4;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How this laptop gets a new address from the router's DHCP server, as a command to type. */
public record LeaseRenewal(Path laptop) {
    /** @param lan the router's address there, with its prefix length or without */
    public String command(String lan) {
        var device = Ipv4.parse(lan.replaceFirst("/.*", ""))
                .flatMap(Ip4Routes.in(laptop)::deviceTo)
                .orElse("eth0");
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
