package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,  203.0.113.7,   STATIC,  StaticPublic,  DIRECT",
        "203.0.113.7,  203.0.113.7,   DYNAMIC, DynamicPublic, DDNS",
        "203.0.113.7,  203.0.113.7,   UNKNOWN, DynamicPublic, DDNS",
        "203.0.113.7,  198.51.100.77, STATIC,  CarrierNat,    WIREGUARD",
        "203.0.113.7,  ,              STATIC,  Unconfirmed,   WIREGUARD",
        "100.72.1.9,   198.51.100.77, STATIC,  CarrierNat,    WIREGUARD",
        "100.64.0.0,   ,              UNKNOWN, CarrierNat,    WIREGUARD",
        "100.127.255.255, ,           UNKNOWN, CarrierNat,    WIREGUARD",
        "100.128.0.0,  100.128.0.0,   STATIC,  StaticPublic,  DIRECT",
        "100.63.255.255, 100.63.255.255, DYNAMIC, DynamicPublic, DDNS",
        "10.1.2.3,     ,              STATIC,  CarrierNat,    WIREGUARD",
        "172.31.0.1,   ,              UNKNOWN, CarrierNat,    WIREGUARD",
        "172.32.0.1,   172.32.0.1,    STATIC,  StaticPublic,  DIRECT",
        "192.168.8.100, 203.0.113.9,  STATIC,  CarrierNat,    WIREGUARD",
        "169.254.3.4,  ,              UNKNOWN, CarrierNat,    WIREGUARD",
        "192.0.0.4,    ,              STATIC,  Ipv6Only,      WIREGUARD",
        "2001:db8::1,  ,              STATIC,  Ipv6Only,      WIREGUARD"
    })
    void findsTheWayIn(String wan, String seen, SoldAs soldAs, String kind, WayIn wayIn) {
        var reach = Reachability.classify(wan, Optional.ofNullable(seen).map(Ipv4::of), soldAs);

        assertEquals(kind, reach.getClass().getSimpleName());
        assertEquals(wayIn, reach.wayIn());
        assertTrue(reach.evidence().contains(wan.replaceFirst(" .*", "")));
    }

    @Test
    void showsTheRangeThatGaveItAway() {
        var reach = Reachability.classify("100.72.1.9", Optional.of(Ipv4.of("198.51.100.77")), SoldAs.UNKNOWN);

        assertEquals(
                "100.72.1.9: shared address space of carrier NAT (RFC 6598, 100.64.0.0/10); the outside sees 198.51.100.77",
                reach.evidence());
    }
}
