package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.relay.RelaySetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewerConfTest {
    private final WireGuardKey key = WireGuardKey.born();
    private final Peer phone =
            new Peer("phone", Peer.Role.VIEWER, Ipv4.of("10.77.240.1"), Optional.of(key.publicKey()));
    private final Peer unborn = new Peer("tablet", Peer.Role.VIEWER, Ipv4.of("10.77.240.2"), Optional.empty());
    private final TunnelPlan tunnel = tunnel();

    @Test
    void makesKeysThatBelongTogether() {
        assertEquals(key.publicKey(), WireguardKeys.publicOf(key.privateKey().reveal()));
        assertNotEquals(key.publicKey(), WireGuardKey.born().publicKey());
        assertFalse(key.toString().contains(key.privateKey().reveal()));
    }

    @Test
    void isReadByAPhone() {
        var text = new ViewerConf(
                        tunnel, phone, key.privateKey(), WireGuardKey.born().publicKey())
                .text();
        var scanned = dev.outpost.bench.net.ViewerConf.parse(text.reveal());

        assertEquals(key.publicKey(), scanned.publicKey());
        assertEquals("10.77.240.1", scanned.address().toString());
        assertEquals("[10.77.0.16/28]", scanned.peer().allowedIps().toString());
        assertEquals("*****", text.toString());
    }

    @Test
    void givesTheRelayItsEnd() {
        var site = tunnel.onRelay(new TunnelKey.Born(WireGuardKey.born().publicKey()));

        assertEquals("10.77.0.17", site.router().toString());
        assertEquals(
                List.of("10.77.0.18"),
                site.cameras().stream()
                        .map(camera -> camera.address().toString())
                        .toList());
        assertEquals(
                List.of("phone born", "tablet not born"),
                site.guests().stream()
                        .map(guest -> guest.name() + (guest.publicKey().known().isPresent() ? " born" : " not born"))
                        .toList());
    }

    @Test
    void countsThisComputerAsAViewerOnlyInsideTheTunnel() {
        var net = Cidr.of("10.77.0.0/16");

        assertTrue(SystemVantage.inside(net, List.of(Ipv4.of("192.168.1.5"), Ipv4.of("10.78.0.1")))
                .isEmpty());
        assertTrue(SystemVantage.inside(net, List.of(Ipv4.of("10.77.240.3"))).isPresent());
    }

    private TunnelPlan tunnel() {
        var cameras = new LinkedHashMap<String, Ipv4>();
        cameras.put("yard", Ipv4.of("10.77.0.18"));
        var entry = new SiteEntry(
                "barn-north",
                "vps1",
                Cidr.of("10.77.0.0/16"),
                1,
                cameras,
                List.of(phone, unborn),
                List.of(),
                Optional.empty());
        var onLan = new LinkedHashMap<String, Ipv4>();
        onLan.put("yard", Ipv4.of("192.168.1.64"));
        return new TunnelPlan(new RelaySetup("203.0.113.10", 51820, Cidr.of("10.77.0.0/16")), entry, onLan, List.of());
    }
}
