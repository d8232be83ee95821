package dev.outpost.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The look and the guard over SSH, against the simulated router. */
class SimulatedRouterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Guard GUARD = new Guard("run-00000001");

    private SimulatedRouter router;
    private RemoteLink link;

    @BeforeEach
    void aFreshRouter() throws Exception {
        router = new SimulatedRouter(
                RouterHardware.mr3020("OpenWrt", "98:da:c4:01:02:03"), 40, VirtualNetwork.scaled(40));
        router.start();
        link = login();
    }

    @AfterEach
    void switchedOff() throws Exception {
        link.close();
        router.close();
    }

    @Test
    void oneLookTellsEverything() throws Exception {
        var facts = Look.at(link);

        assertEquals(Login.NONE, link.login());
        assertEquals("tplink,tl-mr3020-v3", facts.board().name());
        assertEquals("24.10.8", facts.board().release());
        assertEquals("98:da:c4:01:02:03", facts.board().mac());
        assertEquals(RouterFacts.Manager.OPKG, facts.board().manager());
        assertTrue(facts.board().kernel().startsWith("6.6.144"), facts.board().kernel());
        assertTrue(facts.board().hasOnePort(), String.valueOf(facts.board().netdevs()));
        assertEquals(RouterFacts.Overlay.READY, facts.space().overlay());
        assertTrue(facts.space().flashFree() > 100_000, String.valueOf(facts.space()));
        assertEquals(Optional.of("192.168.1.1"), facts.lanAddress());
        assertTrue(facts.blankPassword());
        assertEquals(List.of(), Freshness.of(facts).signs());
        assertEquals(GuardState.NONE, facts.guard());
        assertTrue(facts.interfaces().containsKey("lan"), facts.interfaces().toString());
        assertTrue(facts.has("dropbear"));
        assertEquals(1, router.counters().channels());
        assertEquals(0, router.counters().writes());
    }

    @Test
    void theGuardIsArmedConfirmedAndGone() throws Exception {
        assertEquals(new Answer("guard-arm", 0, "", ""), run(GUARD.arm()));
        assertEquals("run-00000001", Look.at(link).guard().armed().orElseThrow().run());

        assertEquals(0, run(GUARD.beat()).status());
        assertEquals(0, run(GUARD.confirm()).status());

        assertEquals(GuardState.NONE, Look.at(link).guard());
        assertEquals(
                "",
                run(Script.of(
                                "left",
                                "ls /etc/outpost /etc/rc.d/S18outpost-guard 2>/dev/null; ps | grep -v grep | grep guard.sh"))
                        .stdout());
    }

    @Test
    void theGuardPutsEverythingBackByItself() throws Exception {
        run(GUARD.arm());
        run(Script.of("change", "uci set system.@system[0].hostname=changed; uci commit system"));

        // while it puts things back, and restarts what reads them, sessions may end early
        await().pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(LinkException.class)
                .until(() -> {
                    try (var fresh = login()) {
                        var facts = Look.at(fresh);
                        return facts.guard().rolledBack().equals(Optional.of("run-00000001"))
                                && Freshness.of(facts).signs().isEmpty();
                    }
                });
    }

    @Test
    void aPowerCutInsideTheWindowComesUpWithTheOldConfiguration() throws Exception {
        run(GUARD.arm());
        run(Script.of("change", "uci set system.@system[0].hostname=changed; uci commit system"));

        router.powerCut();
        router.power();

        try (var fresh = login()) {
            var facts = Look.at(fresh);
            assertEquals(List.of(), Freshness.of(facts).signs());
            assertEquals(Optional.of("run-00000001"), facts.guard().rolledBack());
            assertTrue(facts.guard().armed().isEmpty());
        }
    }

    private Answer run(Script script) throws Exception {
        return link.run(Batch.of(script), PATIENCE).getFirst();
    }

    private RemoteLink login() throws Exception {
        var address = router.address();
        return new SshLinks(Ticker.REAL)
                .open(
                        new Route.Direct(address.getAddress().getHostAddress(), address.getPort()),
                        new Credentials("root", true, List.of(), Optional.empty()),
                        new HostKeyPolicy.FirstSight());
    }
}
