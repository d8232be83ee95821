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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            == namespaces
            yes
            == wireguard
            == key
            == live
            == tables
            == judged
            == routes
            default via 203.0.113.1 dev eth0
            203.0.113.0/24 dev eth0 proto kernel scope link src 203.0.113.10
            == files
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
                List.of("package", "key", "interface", "table"),
                needed.changes().stream().map(Change::kind).toList());
    }

    @Test
    void refusesAPortThatAnotherProgramHas() {
        var look = BARE.replace("0.0.0.0:68 ", "0.0.0.0:51820 ").replace("== wireguard", "== wireguard\nwg0");

        var blocked = assertInstanceOf(Finding.Blocked.class, new PrepareRelay(SETUP).check(RelayFacts.parse(look)));

        assertEquals(ProblemCode.RELAY_PORT_TAKEN, blocked.problem().code());
        assertTrue(blocked.problem().because().contains("wg0"));
    }

    @Test
    void refusesATunnelThatOverlapsANetworkOfTheServers() {
        var look = BARE.replace("== files", "10.77.3.0/24 dev eth1 proto kernel scope link src 10.77.3.5\n== files");

        var blocked = assertInstanceOf(Finding.Blocked.class, new PrepareRelay(SETUP).check(RelayFacts.parse(look)));

        assertEquals(ProblemCode.RELAY_NETWORK_OVERLAP, blocked.problem().code());
        assertTrue(blocked.problem().what().contains("10.77.3.0/24"), blocked.problem()::what);
    }

    @Test
    void movesARelayOfAnEarlierProgramIntoItsNamespace() {
        var facts = looked(BARN.text(), "1234  /etc/wireguard/outpost0.conf", "");

        var needed = assertInstanceOf(Finding.Needed.class, new PrepareRelay(SETUP).check(facts));

        assertEquals(
                List.of("namespace", "interface", "table"),
                needed.changes().stream().map(Change::kind).toList());
    }

    @Test
    void staysInTheHostWhereNoNamespaceMayBeMade() {
        var needed = assertInstanceOf(
                Finding.Needed.class,
                new PrepareRelay(SETUP)
                        .check(RelayFacts.parse(BARE.replace("== namespaces\nyes", "== namespaces\nno"))));

        assertTrue(
                needed.changes().stream().anyMatch(change -> change.describe().contains("may make no namespaces")),
                needed::toString);
    }

    @Test
    void renewsAnOlderScriptWithoutAnythingElse() {
        var facts = looked(BARN.text(), "1234  /etc/outpost/relay.sh", SETUP.text(true));

        var needed = assertInstanceOf(Finding.Needed.class, new PrepareRelay(SETUP).check(facts));

        assertEquals(
                List.of("program"), needed.changes().stream().map(Change::kind).toList());
    }

    @Test
    void leavesABrokenFileAloneAndGoesOn() {
        var facts = looked(
                "site barn-north\nblock nonsense\nfile quay\n" + SampleRelay.QUAY.text(), files(), SETUP.text(true));

        assertEquals(List.of(SampleRelay.QUAY), facts.sites());
        assertEquals(
                List.of("barn-north"),
                facts.broken().stream().map(SiteFile.Broken::name).toList());
        assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(facts));
    }

    @Test
    void hasNothingToDoForASiteThatIsCarried() {
        var facts = carrying();

        assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(facts));
        assertInstanceOf(Finding.Satisfied.class, new AdmitToRelay(BARN).check(facts));
    }

    @Test
    void namesWhatIsNewAndWhatIsWithdrawn() {
        var other = new SiteOnRelay(
                BARN.site(),
                BARN.block(),
                BARN.router(),
                BARN.routerKey().text(),
                BARN.cameras(),
                BARN.guests().subList(1, 3),
                List.of(new SiteOnRelay.Published(8554, Ipv4.of("10.77.0.18"), 554, List.of())));

        var needed = assertInstanceOf(Finding.Needed.class, new AdmitToRelay(other).check(carrying()));

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

    private static RelayFacts carrying() {
        return looked(BARN.text(), files(), SETUP.text(true));
    }

    private static String files() {
        return Arrays.stream(RelayFiles.values())
                .map(file -> RelayFiles.sha256(file.text() + "\n") + "  " + file.path())
                .collect(Collectors.joining("\n                "));
    }

    private static RelayFacts looked(String barn, String files, String setup) {
        return RelayFacts.parse("""
                == user
                0
                == packages
                nftables install ok installed
                wireguard-tools install ok installed
                == namespaces
                yes
                == key
                %s
                == live
                %s
                == allowed
                %s	10.77.0.16/28
                %s	10.77.240.1/32
                %s	10.77.240.2/32
                %s	10.77.240.3/32
                == handshakes
                %s	1790000000
                == loaded
                table inet outpost
                == setup
                %s
                == files
                %s
                == enabled
                enabled
                == sites
                file barn-north
                %s""".formatted(
                        SampleRelay.key('r'),
                        SampleRelay.key('r'),
                        BARN.routerKey().text(),
                        SampleRelay.key('b'),
                        SampleRelay.key('c'),
                        SampleRelay.key('d'),
                        BARN.routerKey().text(),
                        setup,
                        files,
                        barn));
    }
}
