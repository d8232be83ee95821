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
        "203.0.113.7,  203.0.113.7,   STATIC,  StaticPublic",
        "203.0.113.7,  203.0.113.7,   DYNAMIC, DynamicPublic",
        "203.0.113.7,  203.0.113.7,   UNKNOWN, DynamicPublic",
        "203.0.113.7,  198.51.100.77, STATIC,  CarrierNat",
        "203.0.113.7,  ,              STATIC,  Unconfirmed",
        "100.72.1.9,   198.51.100.77, STATIC,  CarrierNat",
        "100.64.0.0,   ,              UNKNOWN, CarrierNat",
        "100.127.255.255, ,           UNKNOWN, CarrierNat",
        "100.128.0.0,  100.128.0.0,   STATIC,  StaticPublic",
        "100.63.255.255, 100.63.255.255, DYNAMIC, DynamicPublic",
        "10.1.2.3,     ,              STATIC,  CarrierNat",
        "172.31.0.1,   ,              UNKNOWN, CarrierNat",
        "172.32.0.1,   172.32.0.1,    STATIC,  StaticPublic",
        "192.168.8.100, 203.0.113.9,  STATIC,  CarrierNat",
        "169.254.3.4,  ,              UNKNOWN, CarrierNat",
        "192.0.0.4,    ,              STATIC,  Ipv6Only",
        "2001:db8::1,  ,              STATIC,  Ipv6Only"
    })
    void findsWhoCanCall(String wan, String seen, SoldAs soldAs, String kind) {
        var reach = Reachability.classify(wan, Optional.ofNullable(seen).map(Ipv4::of), soldAs);

        assertEquals(kind, reach.getClass().getSimpleName());
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
