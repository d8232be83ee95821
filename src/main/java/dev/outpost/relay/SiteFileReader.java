package dev.outpost.relay;

import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.relay.SiteOnRelay.Camera;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one site's file from the relay. Unknown words are left out, so that an older program can read a newer file. */
final class SiteFileReader {
    /** In the place of a router's key that is not born yet. */
    static final String UNBORN = "-";

    private static final int SHOWN = 60;

    private final List<Camera> cameras = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final Map<Integer, String> services = new HashMap<>();
    private Optional<String> name = Optional.empty();
    private Optional<Cidr> block = Optional.empty();
    private Optional<Ipv4> router = Optional.empty();
    private Optional<TunnelKey> routerKey = Optional.empty();
    private Optional<Unit> unit = Optional.empty();

    /** @throws IllegalArgumentException for a line that makes no sense: it is named with its number, counted from 1 */
    SiteFileReader(String text) {
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            try {
                take(line.strip().split("\\s+"));
            } catch (IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("line " + number + " is cut short: " + shown(line), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line " + number + " is " + shown(String.valueOf(e.getMessage())), e);
            }
        }
    }

    /** @throws IllegalArgumentException where something is missing, or lies where it cannot */
    SiteOnRelay site() {
        var site = new SiteOnRelay(
                required("site", name),
                required("block", block),
                required("router", router),
                required("router", routerKey),
                cameras,
                guests,
                published.stream().map(this::named).toList(),
                unit);
        refuseOutside(site);
        refuseTwice("address", Stream.concat(inside(site), guests.stream().map(Guest::address)));
        refuseTwice("camera", cameras.stream().map(Camera::name));
        refuseTwice("guest", guests.stream().map(Guest::name));
        refuseTwice(
                "key",
                Stream.concat(
                        site.routerKey().known().stream(),
                        guests.stream().map(guest -> guest.publicKey().text())));
        return site;
    }

    private void take(String[] words) {
        switch (words[0]) {
            case "site" -> name = Optional.of(SiteOnRelay.requireName(words[1]));
            case "block" -> block = Optional.of(Cidr.of(words[1]));
            case "router" -> {
                router = Optional.of(Ipv4.of(words[1]));
                routerKey =
                        Optional.of(words[2].equals(UNBORN) ? new TunnelKey.Unborn() : new TunnelKey.Born(words[2]));
            }
            case "unit" -> unit = Optional.of(unit(words[1], words[2]));
            case "camera" -> cameras.add(camera(words));
            case "viewer" -> guests.add(guest(Role.VIEWER, words));
            case "admin" -> guests.add(guest(Role.ADMIN, words));
            case "verifier" -> guests.add(guest(Role.VERIFIER, words));
            case "public" -> published.add(published(words));
            case "service" -> services.put(port(words[1]), SiteOnRelay.requireName(words[2]));
            default -> {}
        }
    }

    private static Unit unit(String mac, String hostKey) {
        if (!mac.matches(SiteOnRelay.MAC)) {
            throw new IllegalArgumentException("not a MAC: " + shown(mac));
        }
        if (!hostKey.matches(SiteOnRelay.HOST_KEY)) {
            throw new IllegalArgumentException("not a host key: " + shown(hostKey));
        }
        return new Unit(mac, hostKey);
    }

    private static Camera camera(String[] words) {
        return new Camera(
                words[1],
                Ipv4.of(words[2]),
                Arrays.stream(words).skip(3).findFirst().map(Ipv4::of));
    }

    private static Guest guest(Role role, String[] words) {
        return new Guest(role, words[1], Ipv4.of(words[2]), words[3]);
    }

    private static Published published(String[] words) {
        var allow = Arrays.stream(words).skip(4).map(Cidr::of).toList();
        return new Published(port(words[1]), Ipv4.of(words[2]), port(words[3]), allow);
    }

    private Published named(Published open) {
        return new Published(
                open.port(),
                open.camera(),
                open.cameraPort(),
                open.allow(),
                Optional.ofNullable(services.get(open.port())));
    }

    private static int port(String word) {
        if (!word.matches("[1-9][0-9]{0,4}") || Integer.parseInt(word) > 65_535) {
            throw new IllegalArgumentException("not a port: " + shown(word));
        }
        return Integer.parseInt(word);
    }

    private static <T> T required(String word, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("it has no line '" + word + "'"));
    }

    private static Stream<Ipv4> inside(SiteOnRelay site) {
        return Stream.concat(Stream.of(site.router()), site.cameras().stream().map(Camera::address));
    }

    /** Router and cameras lie in the site's own block, public ports lead to a camera of the site. */
    private static void refuseOutside(SiteOnRelay site) {
        inside(site)
                .filter(address -> !site.block().contains(address))
                .findFirst()
                .ifPresent(address -> {
                    throw new IllegalArgumentException(address + " lies outside of its block " + site.block());
                });
        site.published().stream()
                .filter(port -> site.cameras().stream()
                        .noneMatch(camera -> camera.address().equals(port.camera())))
                .findFirst()
                .ifPresent(port -> {
                    throw new IllegalArgumentException(
                            "public port " + port.port() + " leads to " + port.camera() + ", which is no camera of it");
                });
    }

    private static void refuseTwice(String what, Stream<?> values) {
        var seen = new HashSet<Object>();
        values.filter(value -> !seen.add(value)).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("the " + what + " " + value + " stands there twice");
        });
    }

    private static String shown(String text) {
        var plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
}
