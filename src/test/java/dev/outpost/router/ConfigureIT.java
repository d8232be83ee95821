package dev.outpost.router;

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

/** How a configuration is written and proven, over SSH against the simulated router. */
class ConfigureIT {
    private static final Sections ZONE = Sections.section("outpost_zone", "zone")
            .option("name", "outpost")
            .list("device", List.of("outpost"))
            .option("input", "REJECT");

    private SimulatedRouter router;
    private RemoteLink link;

    @BeforeEach
    void aFreshRouter() throws Exception {
        router = new SimulatedRouter(
                RouterHardware.mr3020("OpenWrt", "98:da:c4:01:02:03"), 40, VirtualNetwork.scaled(40));
        router.start();
        var address = router.address();
        link = new SshLinks(Ticker.REAL)
                .open(
                        new Route.Direct(address.getAddress().getHostAddress(), address.getPort()),
                        new Credentials("root", true, List.of(), Optional.empty()),
                        new HostKeyPolicy.FirstSight());
    }

    @AfterEach
    void switchedOff() throws Exception {
        link.close();
        router.close();
    }

    /** facts/behaviours.md#1: the batch exits 0 all the same; its words decide, and nothing of it is written. */
    @Test
    void anEditThatUciRefusesUndoesAllOfThem() throws Exception {
        var answer = configure("set network.outpost_x=interface\nset network.nosuch.proto=none", "network");

        assertEquals(86, answer.status(), answer.toString());
        assertEquals("", says("uci -q get network.outpost_x; uci changes"));
    }

    /** facts/behaviours.md#4 and #16: what somebody else staged is not committed along, and is still there. */
    @Test
    void whatSomebodyElseStagedStopsIt() throws Exception {
        says("uci set system.@system[0].hostname=attic");

        var answer = configure("set network.outpost_x=interface", "network");

        assertEquals(86, answer.status());
        assertTrue(answer.stderr().contains("uncommitted"), answer.toString());
        assertTrue(says("uci changes").contains("hostname='attic'"));
    }

    /** facts/behaviours.md#14 and #17: a package without a file has to get one first; nothing stays staged. */
    @Test
    void aNewPackageGetsItsFile() throws Exception {
        assertEquals(
                0,
                configure("set outpost.site=site\nset outpost.site.name='it'\\''s'", "outpost")
                        .status());

        assertEquals("it's\n", says("uci get outpost.site.name; uci changes; ls -A /tmp/.uci 2>/dev/null"));
    }

    /** facts/behaviours.md#29: fw4 exits 0 although it skips the redirect. */
    @Test
    void aSkippedSectionIsNamed() throws Exception {
        var bad = change(Sections.section("outpost_cam_yard", "redirect")
                .option("name", "outpost camera yard")
                .option("src", "lan")
                .option("dest_ip", "192.168.1.999")
                .option("target", "DNAT"));

        var told = configure(String.join("\n", bad.edits()), "firewall").stdout();
        var proof = run(Script.in(Guard.class, "reload"), Guard.proof(List.of(bad)))
                .getLast()
                .stdout();

        assertTrue(told.contains("firewall outpost_cam_yard: "), told);
        assertTrue(told.contains("skipped"), told);
        assertTrue(proof.contains("firewall outpost_cam_yard: it is not in the loaded ruleset"), proof);
    }

    /** facts/behaviours.md#30: where nft refuses everything, the old rules stay and reload exits 0. */
    @Test
    void aRulesetThatNftRefusesIsNoticed() throws Exception {
        var twice = change(Sections.section("outpost_zone", "zone").option("name", "lan"));

        var told = configure(String.join("\n", twice.edits()), "firewall").stdout();

        assertTrue(told.contains("firewall all: nft refuses the ruleset"), told);
    }

    /** facts/behaviours.md#31 and #32: a zone by device is there before its interface is up; a redirect with a destination leads to it. */
    @Test
    void whatIsRightIsInTheRuleset() throws Exception {
        var redirect = Sections.section("outpost_cam_yard", "redirect")
                .option("name", "outpost camera yard")
                .option("src", "outpost")
                .option("dest", "lan")
                .list("proto", List.of("tcp"))
                .option("dest_ip", "192.168.1.64")
                .option("target", "DNAT");
        var both = List.of(change(ZONE), change(redirect));
        var edits = both.stream().flatMap(each -> each.edits().stream()).toList();

        assertEquals("", configure(String.join("\n", edits), "firewall").stdout());
        var answers = run(Script.in(Guard.class, "reload"), Guard.proof(both));

        assertEquals("", answers.getLast().stdout());
        assertTrue(says("nft list ruleset").contains("iifname \"outpost\" jump"));
    }

    private SectionChange change(Sections wanted) throws Exception {
        return SectionChange.missing(Look.at(link), "firewall", wanted.build()).orElseThrow();
    }

    private Answer configure(String edits, String packages) throws Exception {
        return run(Script.in(Guard.class, "configure").with("EDITS", edits).with("PACKAGES", packages))
                .getLast();
    }

    private String says(String command) throws Exception {
        return run(Script.of("say", command + "; true")).getLast().stdout();
    }

    private List<Answer> run(Script... scripts) throws Exception {
        return link.run(Batch.of(scripts), Duration.ofSeconds(30));
    }
}
