package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.SiteOnRelay.Camera;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one site's file from the relay. */
final class SiteFileReader {
    private final List<Camera> cameras = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private String name = "";
    private Cidr block = new Cidr(new Ipv4(0), 32);
    private Ipv4 router = new Ipv4(0);
    private String routerKey = "";

    SiteFileReader(String text) {
        text.lines().map(line -> line.strip().split("\\s+")).forEach(this::take);
    }

    SiteOnRelay site() {
        return new SiteOnRelay(name, block, router, routerKey, cameras, guests, published);
    }

    private void take(String[] words) {
        switch (words[0]) {
            case "site" -> name = words[1];
            case "block" -> block = Cidr.of(words[1]);
            case "router" -> {
                router = Ipv4.of(words[1]);
                routerKey = words[2];
            }
            case "camera" -> cameras.add(new Camera(words[1], Ipv4.of(words[2])));
            case "viewer" -> guests.add(guest(Role.VIEWER, words));
            case "admin" -> guests.add(guest(Role.ADMIN, words));
            case "verifier" -> guests.add(guest(Role.VERIFIER, words));
            case "public" -> published.add(published(words));
            default -> {}
        }
    }

    private static Guest guest(Role role, String[] words) {
        return new Guest(role, words[1], Ipv4.of(words[2]), words[3]);
    }

    private static Published published(String[] words) {
        var allow = Arrays.stream(words).skip(4).map(Cidr::of).toList();
        return new Published(Integer.parseInt(words[1]), Ipv4.of(words[2]), Integer.parseInt(words[3]), allow);
    }
}
