package dev.outpost.adapter.ssh;

import dev.outpost.shell.Route;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * The interface that a link-local address names. Java says {@code no scope_id found} where it is gone, and less where it is down.
 *
 * @param device empty for every other address
 */
record Scope(String device) {
    static Scope of(Route route) {
        var host = route instanceof Route.Direct ? route.host() : "";
        var at = host.indexOf('%');
        return new Scope(at < 0 ? "" : host.substring(at + 1));
    }

    /** What is wrong with it, to be put behind other words; empty where nothing is. */
    String trouble() {
        if (device.isEmpty()) {
            return "";
        }
        try {
            var card = NetworkInterface.getByName(device);
            if (card == null) {
                return "; this computer has no interface " + device + ": is its cable or adapter unplugged?";
            }
            return card.isUp() ? "" : "; " + device + " has no link: is the cable unplugged?";
        } catch (SocketException e) {
            return "";
        }
    }
}
