package dev.outpost.relay;

import static dev.outpost.relay.SampleRelay.BARN;
import static dev.outpost.relay.SampleRelay.SETUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayFactsTest {
    /** A Debian 12 server with nothing on it; written after the tools' manuals. */
    private static final String BARE = """
            == user
            0
            == os
            debian 12
            == packages
            == forward
            0
            == wireguard
            == key
            == live
            == tables
            == chains
            == files
            == generation
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            == ports
            udp   UNCONN 0      0            0.0.0.0:68        0.0.0.0:*
            tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*
            tcp   LISTEN 0      128             [::]:22           [::]:*
            tcp   LISTEN 0      128        127.0.0.1:631       0.0.0.0:*
            == guard
            == sites
            """;

    @Test
    void findsABareServerBare() {
        var facts = RelayFacts.parse(BARE);

        assertTrue(facts.isBare());
        assertEquals(List.of("nftables", "wireguard-tools"), facts.missingPackages());
        assertEquals(Set.of(22), facts.listening());
        assertEquals(Set.of(68), facts.busyUdp());
    }

    @Test
    void saysEveryChangeThatMakesItARelay() {
        var needed = assertInstanceOf(Finding.Needed.class, new PrepareRelay(SETUP).check(RelayFacts.parse(BARE)));

        assertEquals(
                List.of("InstallOnRelay", "BearRelayKey", "ForwardPackets", "RaiseInterface", "LoadTable"),
                needed.changes().stream()
                        .map(change -> change.getClass().getSimpleName())
                        .toList());
    }

    @Test
    void refusesAPortThatAnotherProgramHas() {
        var look = BARE.replace("0.0.0.0:68 ", "0.0.0.0:51820 ").replace("== wireguard", "== wireguard\nwg0");

        var blocked = assertInstanceOf(Finding.Blocked.class, new PrepareRelay(SETUP).check(RelayFacts.parse(look)));

        assertEquals(ProblemCode.RELAY_PORT_TAKEN, blocked.problem().code());
        assertTrue(blocked.problem().because().contains("wg0"));
    }

    @Test
    void refusesAUserWhoMayNotChangeIt() {
        var look = BARE.replace("== user\n0", "== user\n1000");

        var blocked = assertInstanceOf(Finding.Blocked.class, new PrepareRelay(SETUP).check(RelayFacts.parse(look)));

        assertEquals(ProblemCode.RELAY_NOT_ROOT, blocked.problem().code());
    }

    @Test
    void seesWhoseFirewallDrops() {
        var look = BARE.replace("== chains", """
                == chains
                table inet filter {
                	chain input {
                		type filter hook input priority filter; policy drop;
                	}
                }
                table inet outpost {
                	chain forward {
                		type filter hook forward priority filter; policy drop;
                	}
                }""");

        assertEquals(List.of("inet filter input"), RelayFacts.parse(look).droppers());
    }

    @Test
    void hasNothingToDoForASiteThatIsCarried() throws Exception {
        var facts = carrying();

        assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(facts));
        assertInstanceOf(Finding.Satisfied.class, new AdmitToRelay(SETUP, BARN).check(facts));
    }

    @Test
    void namesWhatIsNewAndWhatIsWithdrawn() throws Exception {
        var other = new SiteOnRelay(
                BARN.site(),
                BARN.block(),
                BARN.router(),
                BARN.routerKey().text(),
                BARN.cameras(),
                BARN.guests().subList(1, 3),
                List.of(new SiteOnRelay.Published(8554, Ipv4.of("10.77.0.18"), 554, List.of())));

        var needed = assertInstanceOf(Finding.Needed.class, new AdmitToRelay(SETUP, other).check(carrying()));

        assertEquals(
                List.of(
                        "relay: PUBLIC: TCP 8554 leads EVERYBODY to 10.77.0.18:554",
                        "relay: withdraw phone from barn-north"),
                needed.changes().stream().map(Change::describe).toList());
    }

    @ParameterizedTest(name = "handshake {0}, the relay''s clock {1}")
    @CsvSource(
            nullValues = "",
            value = {
                "0, 1790000000, false, false",
                "1790000000, 1790000000, true, false",
                "1790000000, 1790000180, true, false",
                "1790000000, 1790000181, false, true",
                "1790000000, 1799999999, false, true",
                "1790000000, 1789999999, true, false",
                "1790000000, , true, false",
                "1790000000, soon, true, false",
                "99999999999999999999, 1790000000, false, false",
            })
    void knowsASilentTunnelByTheRelaysClock(String stamp, String clock, boolean up, boolean silent) {
        var facts = RelayFacts.parse("== handshakes\nKEY\t%s\n== clock\n%s\n".formatted(stamp, clock));

        assertEquals(up, facts.handshake("KEY").filter(Handshake::isUp).isPresent());
        assertEquals(silent, facts.handshake("KEY").filter(Handshake::isSilent).isPresent());
    }

    private static RelayFacts carrying() throws Exception {
        var config = new RelayConfig(SETUP, List.of(BARN));
        return RelayFacts.parse("""
                == user
                0
                == packages
                nftables install ok installed
                wireguard-tools install ok installed
                == forward
                1
                == wireguard
                outpost0
                == key
                %s
                == live
                %s
                == allowed
                %s	10.77.0.16/28
                == handshakes
                %s	1790000000
                == tables
                table inet outpost
                == files
                %s  /etc/wireguard/outpost0.conf
                %s  /etc/outpost/outpost.nft
                == enabled
                enabled
                == sites
                %s""".formatted(
                        SampleRelay.key('r'),
                        SampleRelay.key('r'),
                        BARN.routerKey().text(),
                        BARN.routerKey().text(),
                        sha256(config.wireguard()),
                        sha256(config.nftables()),
                        BARN.text()));
    }

    private static String sha256(String text) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
