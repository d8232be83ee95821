package dev.outpost.relay;

import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param unit the router as a thing: what another laptop compares it with; texts of older programs have none
 */
public record SiteOnRelay(
        String site,
        Cidr block,
        Ipv4 router,
        TunnelKey routerKey,
        List<Camera> cameras,
        List<Guest> guests,
        List<Published> published,
        Optional<Unit> unit) {
    static final String MAC = "[0-9a-f]{2}(:[0-9a-f]{2}){5}";
    static final String HOST_KEY = "SHA256:[A-Za-z0-9+/]{43}";

    /**
     * A camera's name and its own address in the tunnel.
     *
     * @param onLan where the router reaches it; texts of older programs do not say it
     */
    public record Camera(String name, Ipv4 address, Optional<Ipv4> onLan) {
        public Camera {
            requireName(name);
        }

        public Camera(String name, Ipv4 address) {
            this(name, address, Optional.empty());
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
     * @param service the site file's name of it; texts of older programs do not say it
     */
    public record Published(int port, Ipv4 camera, int cameraPort, List<Cidr> allow, Optional<String> service) {
        public Published {
            allow = List.copyOf(allow);
            service.ifPresent(SiteOnRelay::requireName);
        }

        public Published(int port, Ipv4 camera, int cameraPort, List<Cidr> allow) {
            this(port, camera, cameraPort, allow, Optional.empty());
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
        unit = unit.filter(thing -> thing.mac().matches(MAC) && thing.hostKey().matches(HOST_KEY));
    }

    public SiteOnRelay(
            String site,
            Cidr block,
            Ipv4 router,
            String routerKey,
            List<Camera> cameras,
            List<Guest> guests,
            List<Published> published) {
        this(site, block, router, new TunnelKey.Born(routerKey), cameras, guests, published, Optional.empty());
    }

    /** The same ends with others that look. */
    SiteOnRelay with(List<Guest> others, List<Published> ports) {
        return new SiteOnRelay(site, block, router, routerKey, cameras, others, ports, unit);
    }

    /** The block alone: nobody looks yet, and the router's key is not known. */
    SiteOnRelay reserved() {
        return new SiteOnRelay(site, block, router, new TunnelKey.Unborn(), cameras, List.of(), List.of(), unit);
    }

    /** Whether both are the same router and cameras, whoever looks at them. */
    boolean hasEndsOf(SiteOnRelay other) {
        return with(List.of(), List.of()).equals(other.with(List.of(), List.of()));
    }

    /** The file's text: one fact a line, words parted by blanks; never sourced by a shell. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add("# Outpost: what this relay knows of one site. Written whole by outpost apply.");
        lines.add("site " + site);
        lines.add("block " + block);
        lines.add("router " + router + " " + routerKey.known().orElse(SiteFileReader.UNBORN));
        unit.ifPresent(thing -> lines.add("unit " + thing.mac() + " " + thing.hostKey()));
        cameras.forEach(camera -> lines.add("camera " + camera.name() + " " + camera.address()
                + camera.onLan().map(address -> " " + address).orElse("")));
        guests.forEach(guest -> lines.add(guest.role().name().toLowerCase(Locale.ROOT) + " " + guest.name() + " "
                + guest.address() + " " + guest.publicKey().text()));
        for (var port : published) {
            var allow = port.allow().stream().map(from -> " " + from).collect(Collectors.joining());
            lines.add("public " + port.port() + " " + port.camera() + " " + port.cameraPort() + allow);
            port.service().ifPresent(name -> lines.add("service " + port.port() + " " + name));
        }
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads {@link #text()} back.
     *
     * @throws IllegalArgumentException with what is wrong in it; {@link SiteFile#read} says it without
     */
    public static SiteOnRelay parse(String text) {
        return new SiteFileReader(text).site();
    }

    /** {@link #text()} without its comments: what it says. */
    String content() {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** Of the router and of everybody who looks, as far as they are born. */
    public Stream<String> keys() {
        return Stream.concat(Stream.of(routerKey), guests.stream().map(Guest::publicKey))
                .flatMap(key -> key.known().stream());
    }

    static String requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return name;
    }
}
