package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One site as the relay knows it: kept there as a small text file, so that another laptop can rebuild everything.
 *
 * @param site the site's name
 * @param block its /28 of the tunnel
 * @param router the router's address in the tunnel
 * @param routerKey the router's WireGuard public key
 * @param cameras one tunnel address each
 * @param guests viewers, admins and the verifier with what they may do here
 * @param published what the site file publishes on the relay's own address
 */
public record SiteOnRelay(
        String site,
        Cidr block,
        Ipv4 router,
        TunnelKey routerKey,
        List<Camera> cameras,
        List<Guest> guests,
        List<Published> published) {

    /** A camera's name and its own address in the tunnel. */
    public record Camera(String name, Ipv4 address) {
        public Camera {
            requireName(name);
        }
    }

    /** What a guest may reach: a viewer the cameras, an admin the router's SSH besides, the verifier what a viewer may. */
    public enum Role {
        VIEWER,
        ADMIN,
        VERIFIER
    }

    /** A device that looks: one WireGuard peer. */
    public record Guest(Role role, String name, Ipv4 address, TunnelKey publicKey) {
        public Guest {
            requireName(name);
        }

        public Guest(Role role, String name, Ipv4 address, String publicKey) {
            this(role, name, address, new TunnelKey.Born(publicKey));
        }
    }

    /**
     * One port open to the internet, by the owner's explicit choice.
     *
     * @param port on the relay's public address
     * @param camera where it leads
     * @param cameraPort the port there
     * @param allow who may come; an empty list means everybody
     */
    public record Published(int port, Ipv4 camera, int cameraPort, List<Cidr> allow) {
        public Published {
            allow = List.copyOf(allow);
        }

        /** Who may come, in words. */
        public String who() {
            return allow.isEmpty() || allow.stream().anyMatch(from -> from.prefix() == 0)
                    ? "EVERYBODY"
                    : String.join(", ", allow.stream().map(Cidr::toString).toList());
        }
    }

    public SiteOnRelay {
        requireName(site);
        cameras = List.copyOf(cameras);
        guests = guests.stream().sorted(Comparator.comparing(Guest::address)).toList();
        published = published.stream()
                .sorted(Comparator.comparingInt(Published::port))
                .toList();
    }

    public SiteOnRelay(
            String site,
            Cidr block,
            Ipv4 router,
            String routerKey,
            List<Camera> cameras,
            List<Guest> guests,
            List<Published> published) {
        this(site, block, router, new TunnelKey.Born(routerKey), cameras, guests, published);
    }

    /** The same ends with others that look. */
    SiteOnRelay with(List<Guest> others, List<Published> ports) {
        return new SiteOnRelay(site, block, router, routerKey, cameras, others, ports);
    }

    /** The file's text: one fact a line, words parted by blanks; never sourced by a shell. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add("# Outpost: what this relay knows of one site. Written whole by outpost apply.");
        lines.add("site " + site);
        lines.add("block " + block);
        lines.add("router " + router + " " + routerKey.text());
        cameras.forEach(camera -> lines.add("camera " + camera.name() + " " + camera.address()));
        guests.forEach(guest -> lines.add(guest.role().name().toLowerCase(Locale.ROOT) + " " + guest.name() + " "
                + guest.address() + " " + guest.publicKey().text()));
        published.forEach(port -> lines.add(("public " + port.port() + " " + port.camera() + " " + port.cameraPort()
                        + " "
                        + String.join(
                                " ", port.allow().stream().map(Cidr::toString).toList()))
                .strip()));
        return String.join("\n", lines) + "\n";
    }

    /** Reads {@link #text()} back; unknown words are left out, so that an older program can read a newer file. */
    public static SiteOnRelay parse(String text) {
        return new SiteFileReader(text).site();
    }

    /** Who may reach the router's SSH. */
    public Stream<Guest> admins() {
        return guests.stream().filter(guest -> guest.role() == Role.ADMIN);
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
    }
}
