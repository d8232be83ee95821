package dev.outpost.contact;

import dev.outpost.net.Eui64;
import dev.outpost.shell.Route;
import dev.outpost.site.Reach;
import java.util.Optional;

/**
 * A host on the same cable that greets as dropbear does.
 *
 * @param device the laptop's interface
 * @param address IPv6 link-local, without scope
 * @param version that its SSH server names; OpenWrt's names none
 */
public record Neighbour(String device, String address, Optional<String> version) {
    private static final int SSH = 22;

    Neighbour(String device, String address) {
        this(device, address, Optional.empty());
    }

    /** What a site file takes. */
    public Reach reach() {
        return new Reach(address + "%" + device, SSH);
    }

    /** The line of a site file to paste; the brackets need quotes in YAML. */
    public String line() {
        return "reach: \"" + reach() + "\"";
    }

    Route route() {
        return new Route.Direct(reach().host(), SSH);
    }

    /** The MAC that the address was made of. */
    Optional<String> mac() {
        return Eui64.mac(address);
    }
}
