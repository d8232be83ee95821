package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.SiteOnRelay.Camera;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import java.util.List;
import java.util.Optional;

/** One invented relay with two sites; the keys are no keys. */
final class SampleRelay {
    static final RelaySetup SETUP = new RelaySetup("203.0.113.10", 51820, Cidr.of("10.77.0.0/16"));

    static final SiteOnRelay BARN = new SiteOnRelay(
            "barn-north",
            Cidr.of("10.77.0.16/28"),
            Ipv4.of("10.77.0.17"),
            key('a'),
            List.of(new Camera("yard", Ipv4.of("10.77.0.18")), new Camera("gate", Ipv4.of("10.77.0.19"))),
            List.of(
                    new Guest(Role.VIEWER, "phone", Ipv4.of("10.77.240.1"), key('b')),
                    new Guest(Role.ADMIN, "bench", Ipv4.of("10.77.240.2"), key('c')),
                    new Guest(Role.VERIFIER, "outpost-proof", Ipv4.of("10.77.240.3"), key('d'))),
            List.of());

    static final SiteOnRelay QUAY = new SiteOnRelay(
            "quay",
            Cidr.of("10.77.0.32/28"),
            Ipv4.of("10.77.0.33"),
            key('e'),
            List.of(new Camera("pier", Ipv4.of("10.77.0.34"))),
            List.of(new Guest(Role.VIEWER, "phone", Ipv4.of("10.77.240.4"), key('f'))),
            List.of(
                    new Published(
                            8554,
                            Ipv4.of("10.77.0.34"),
                            554,
                            List.of(Cidr.of("198.51.100.0/24"), Cidr.of("198.51.100.7/32")),
                            Optional.of("rtsp")),
                    new Published(8080, Ipv4.of("10.77.0.34"), 80, List.of())));

    private SampleRelay() {}

    static String key(char letter) {
        return String.valueOf(letter).repeat(42) + "A=";
    }
}
