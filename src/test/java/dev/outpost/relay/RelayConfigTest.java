package dev.outpost.relay;

import static dev.outpost.relay.SampleRelay.BARN;
import static dev.outpost.relay.SampleRelay.QUAY;
import static dev.outpost.relay.SampleRelay.SETUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RelayConfigTest {
    private final RelayConfig both = new RelayConfig(SETUP, List.of(QUAY, BARN));

    @Test
    void isTheSameTextForTheSameSites() throws IOException {
        assertEquals(golden("outpost0.conf"), both.wireguard());
        assertEquals(golden("outpost.nft"), both.nftables());
        assertEquals(both, new RelayConfig(SETUP, List.of(BARN)).with(QUAY).with(BARN));
    }

    @Test
    void readsItsSitesBack() {
        assertEquals(BARN, SiteOnRelay.parse(BARN.text()));
        assertEquals(QUAY, SiteOnRelay.parse(QUAY.text()));
    }

    @Test
    void neverRoutesTheWholeInternet() {
        assertFalse(both.wireguard().contains("0.0.0.0/0"));
    }

    /** Promise 11: whoever else lives on the server keeps every packet that does not pass our interface. */
    @Test
    void judgesOnlyWhatPassesItsOwnInterface() {
        var chains = both.nftables().split("chain ");
        for (var chain : List.of(chains).subList(1, chains.length)) {
            assertTrue(chain.contains("policy accept;"), chain);
            var drop = chain.indexOf("\t\tdrop");
            if (drop >= 0) {
                var letsGo = chain.startsWith("forward")
                        ? "iifname != \"outpost0\" oifname != \"outpost0\" accept"
                        : "iifname != \"outpost0\" accept";
                assertTrue(chain.indexOf(letsGo) >= 0 && chain.indexOf(letsGo) < drop, chain);
            }
        }
    }

    @Test
    void clampsSegmentsBeforeAnythingOfOursIsAccepted() {
        var forward = both.nftables().split("chain forward")[1];

        assertTrue(forward.indexOf("maxseg size set rt mtu") < forward.indexOf("ct state established"));
    }

    @Test
    void letsViewersToTheirOwnCamerasOnly() {
        var table = both.nftables();

        assertTrue(table.contains("10.77.240.1 . 10.77.0.18"));
        assertTrue(table.contains("10.77.240.4 . 10.77.0.34"));
        assertFalse(table.contains("10.77.240.1 . 10.77.0.34"), "a viewer of another site");
        assertFalse(table.contains("10.77.240.1 . 10.77.0.17"), "a viewer at a router");
    }

    @Test
    void letsAdminsToTheirRouterOnly() {
        var admins = both.nftables().split("set may_admin")[1].split("}")[0];

        assertTrue(admins.contains("10.77.240.2 . 10.77.0.17"));
        assertFalse(admins.contains("10.77.240.1"));
        assertFalse(admins.contains("10.77.0.33"));
    }

    @Test
    void translatesNothingWhereNothingIsPublished() {
        var table = new RelayConfig(SETUP, List.of(BARN)).nftables();

        assertFalse(table.contains("dnat ip to"));
        assertFalse(table.contains("masquerade"));
    }

    @Test
    void refusesAForeignHandOnItsDisk() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SiteOnRelay.parse(BARN.text().replace("aaaaaaaaaa", "a]\nPostUp=b")));
        assertThrows(
                IllegalArgumentException.class,
                () -> SiteOnRelay.parse(BARN.text().replace("site barn-north", "site ../../etc")));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RelayConfigTest.class.getResourceAsStream("/relay/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
