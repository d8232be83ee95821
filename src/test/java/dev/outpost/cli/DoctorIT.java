package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hop of a working site broken in turn: doctor and verify name that hop, and never a neighbour. */
class DoctorIT {
    /** Whose silence verify has no need to wait for, or that stand for many. */
    private static final List<String> VERIFIED =
            List.of("camera-gateway", "relay-ssh", "laptop", "rtsp", "login", "handshake", "signal");

    private static final List<String> SEEN_BY_A_VIEWER =
            List.of("rtsp", "login", "viewer", "clock", "name", "router-udp", "calls");

    private static final String REDIAL = "ifdown wan; ifup wan";

    @TempDir
    Path folder;

    /**
     * @param fault of the bench
     * @param onRouter what somebody types there then
     * @param hop that has to be named; a regular expression
     * @param code a regular expression
     */
    record Broken(String fault, String onRouter, String hop, String code) {}

    /** The router's one cable is at the camera: it is asked through the relay, or not at all. WalkTest has the other hops. */
    @Test
    void eachHopBrokenInTurnIsNamedFromAfar() throws Exception {
        try (var run = applied(BenchOptions.usual(folder))) {
            aWholeSiteIsWalkedWithOneChannelToEachEnd(run);
            inTurn(
                    run,
                    new Broken("camera-without-gateway", "", "camera-gateway", "CAM-NO-GATEWAY"),
                    new Broken("relay-unreachable", "", "relay-ssh", "RELAY-UNREACHABLE"),
                    new Broken("default-route-stolen", "", "laptop", "LAPTOP-DEFAULT-ROUTE"),
                    new Broken("viewers-shut-out", "", "may-view", "WAY-NOT-CARRIED"),
                    new Broken("rtsp-off", "", "rtsp", "CAM-REFUSED"),
                    new Broken("camera-password-changed", "", "login", "CAM-PASSWORD-W(RONG|AIT)"),
                    new Broken(
                            "router-off",
                            "",
                            "router(-tunnel)?",
                            "WAY-ROUTER-SILENT")); // by how old its handshake is by then
        }
    }

    /** The laptop is on the router's LAN: half of the way is dead, and the other half is asked. */
    @Test
    void eachHopBrokenInTurnIsNamedAtTheRouter() throws Exception {
        try (var run = applied(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            inTurn(
                    run,
                    new Broken("viewer-off", "", "viewer", "WAY-VIEWER-SILENT"),
                    new Broken("router-deaf", "", "router-tunnel", "WAY-ROUTER-SILENT"),
                    new Broken("redirect-astray", "", "redirect", "CAM-NO-WAY"),
                    new Broken("camera-off", "", "camera-link", "CAM-NO-LINK"),
                    new Broken("names-lost", "", "dns", "WAY-NAME-UNKNOWN"),
                    new Broken("tunnel-down", "", "handshake", "WAY-TUNNEL-DOWN"),
                    new Broken("udp-blocked", "", "relay-udp", "WAY-NO-HANDSHAKE"),
                    new Broken("no-signal", REDIAL, "signal", "MODEM-NO-SIGNAL"),
                    new Broken("sim-denied", REDIAL, "registration", "MODEM-DENIED"),
                    new Broken("sim-out", REDIAL, "sim", "SIM-ABSENT"),
                    new Broken("wrong-apn", REDIAL, "address", "WAN-APN-REFUSED"),
                    new Broken("dongle-unplugged", REDIAL, "dongle", "WAN-NO-DEVICE"));
        }
    }

    private static BenchRun applied(BenchOptions options) throws Exception {
        var run = new BenchRun(options);
        run.probe();
        assertEquals(Exit.DONE, run.apply(), run.out + run.err);
        return run;
    }

    /** By a doctor whose clock runs fast: on the bench who is silent stays silent. */
    static void inTurn(BenchRun run, Broken... all) throws Exception {
        var files = run.bench.files().toString();
        var doctor = new InProcess(
                run.bench.laptopRoot(),
                Map.of("XDG_STATE_HOME", files, "XDG_CACHE_HOME", files),
                RoomTime.ROOM.faster(4));
        for (var broken : all) {
            run.control("POST", "/faults/" + broken.fault());
            run.onRouter(broken.onRouter().isEmpty() ? "true" : broken.onRouter());
            var words = new ArrayList<>(List.of("doctor", run.site(), "--format", "json"));
            if (SEEN_BY_A_VIEWER.contains(broken.hop())) {
                words.addAll(List.of("--via", run.bench.viewer()));
            }
            doctor.run(words.toArray(String[]::new));
            holds(doctor, "doctor", broken);
            if (VERIFIED.contains(broken.hop())) {
                doctor.run("verify", run.site(), "--via", run.bench.viewer(), "--format", "json");
                holds(doctor, "verify", broken);
            }
            run.control("DELETE", "/faults/" + broken.fault());
        }
    }

    private static void holds(InProcess run, String schema, Broken given) {
        var said = given + "\n" + run.out + run.err;
        var document = Yaml.parse(schema, run.out).map();
        assertEquals(List.of(), Schema.errors("problem", run.out), said);
        var code = document.map("problem").flatMap(problem -> problem.string("code"));
        assertTrue(code.orElse("").matches(given.code()), said);
        var broken = document.maps("hops").stream()
                .filter(each -> each.string("state").filter("broken"::equals).isPresent())
                .findFirst();
        var walked = schema.equals("doctor") || !document.maps("hops").isEmpty();
        var hop = broken.flatMap(each -> each.string("hop")).orElse("");
        assertTrue(hop.matches(walked ? given.hop() : ""), hop + " in " + said);
    }

    /** And nothing written. */
    private static void aWholeSiteIsWalkedWithOneChannelToEachEnd(BenchRun run) throws Exception {
        var before = Yaml.parse("counters", run.counters()).map();

        assertEquals(Exit.DONE, run.run("doctor", run.site(), "--via", run.bench.viewer()), run.out + run.err);

        var after = Yaml.parse("counters", run.counters()).map();
        for (var end : List.of("router", "relay")) {
            assertEquals(1, grown(before, after, end, "connections"), end);
        }
        assertEquals(1, grown(before, after, "router", "channels"));
        assertEquals(
                5,
                grown(before, after, "relay", "channels"),
                "one look, three calls into the tunnel, and an ear for what the camera sends over UDP");
        assertEquals(0, grown(before, after, "router", "writes"));
        assertTrue(run.out.contains("nothing on the way is broken"), run.out);
        assertFalse(run.out.contains("not known"), run.out);
    }

    private static int grown(YamlMap before, YamlMap after, String end, String counter) {
        return count(after, end, counter) - count(before, end, counter);
    }

    private static int count(YamlMap counters, String end, String counter) {
        return counters.map(end)
                .flatMap(map -> map.integer(counter, 0, Integer.MAX_VALUE))
                .orElseThrow();
    }
}
