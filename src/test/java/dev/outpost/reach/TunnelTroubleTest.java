package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No handshake: what the router says of its own end decides first. */
class TunnelTroubleTest {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    /** Lines as tunnel-look.sh prints them, parted by a bar; the code, or "behind it" where its packets leave the router. */
    @ParameterizedTest
    @CsvSource({
        "interface pending|program wg|log x daemon.notice netifd: outpost (9): ./wireguard.sh: line 1: proto_wireguard_setup: not found, WAY-TUNNEL-DOWN",
        "interface pending|program wg|clock 1795737600, WAY-TUNNEL-DOWN",
        "interface absent, WAY-TUNNEL-DOWN",
        "interface down|error NO_DEVICE, WAY-TUNNEL-DOWN",
        "interface up|program wg, WAY-TUNNEL-DOWN",
        "interface up|program wg|key k=|clock 1795737600, WAY-TUNNEL-DOWN",
        "interface pending|program wg|log x daemon.notice netifd: outpost (9): Name or service not known: `vps.example:51820', WAY-NAME-UNKNOWN",
        "interface pending|log netifd: outpost (9): Name or service not known: `x:1'|log netifd: Interface 'outpost' is now up|log netifd: outpost (12): Key is wrong, WAY-TUNNEL-DOWN",
        "interface up|program wg|key k=|endpoint (none)|transfer 0 0|unresolved vps.example, WAY-NAME-UNKNOWN",
        "interface up|program wg|key k=|endpoint 203.0.113.10:51820|transfer 0 444|clock 1600000000, WAY-CLOCK-BEHIND",
        "interface up|program wg|key k=|endpoint 203.0.113.10:51820|transfer 0 0|clock 1795737600, WAY-NOTHING-SENT",
        "interface up|program wg|key k=|endpoint 203.0.113.10:51820|transfer 0 444|clock 1795737600, behind it",
        "interface up|program wg|key k=|endpoint 203.0.113.10:51820|transfer 92 444, behind it",
        "interface up|program wg|key k=|endpoint 203.0.113.10:51820|transfer x y, WAY-TUNNEL-DOWN",
    })
    void isLookedForOnTheRouterFirst(String said, String code) {
        var seen = TunnelEvidence.of(List.of(said.split("\\|")));

        var problem = TunnelTrouble.of(seen, "203.0.113.10:51820", NOW);

        assertEquals(code, problem.map(each -> each.code().toString()).orElse("behind it"), String.valueOf(problem));
    }

    @Test
    void theLogsWordsAreTheCause() {
        var seen = TunnelEvidence.of(List.of(
                "interface pending",
                "program wg",
                "log Fri May  8 09:33:35 2020 daemon.notice netifd: outpost (2437): proto_wireguard_setup: not found"));

        var problem = TunnelTrouble.of(seen, "203.0.113.10:51820", NOW).orElseThrow();

        assertEquals("the router's log: proto_wireguard_setup: not found", problem.because());
        assertTrue(problem.next().contains("logread -e outpost"), problem.next());
    }

    @ParameterizedTest
    @CsvSource({
        "narrow 1380, 1380, ",
        "narrow 1380 1340, 1380, 1340",
        "narrow 1380 x, 1380, ",
        "narrow, , ",
        "narrow x, , ",
        "clock 1, , "
    })
    void aLineThatLosesLargePacketsIsKnownByItsMtu(String said, Long mtu, Long passes) {
        assertEquals(
                Optional.ofNullable(mtu).map(bytes -> new TunnelEvidence.Narrow(bytes, Optional.ofNullable(passes))),
                TunnelEvidence.of(List.of("interface up", said)).narrow());
    }

    @Test
    void whatLeftTheRouterIsCounted() {
        var seen = TunnelEvidence.of(List.of("interface up", "endpoint 203.0.113.10:51820", "transfer 0 444"));

        assertEquals("the router has sent 444 bytes to 203.0.113.10:51820 and heard 0", TunnelTrouble.left(seen));
    }
}
