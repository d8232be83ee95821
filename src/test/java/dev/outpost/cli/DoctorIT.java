package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hop of a working site broken in turn: doctor and verify name that hop, and never a neighbour. */
class DoctorIT {
    private static final String REDIAL = "ifdown wan; ifup wan";

    @TempDir
    Path folder;

    /**
     * @param fault of the bench; empty: none
     * @param onRouter what somebody types there then
     * @param hop that has to be named; empty: none is broken
     */
    private record Broken(String fault, String onRouter, String hop, String code) {}

    /** The router's one cable is at the camera: it is asked through the relay, or not at all. WalkTest has the other hops. */
    @Test
    void eachHopBrokenInTurnIsNamedFromAfar() throws Exception {
        inTurn(
                false,
                new Broken("camera-without-gateway", "", "camera-gateway", "CAM-NO-GATEWAY"),
                new Broken("relay-unreachable", "", "relay-ssh", "RELAY-UNREACHABLE"),
                new Broken("default-route-stolen", "", "laptop", "LAPTOP-DEFAULT-ROUTE"));
    }

    /** The laptop is on the router's LAN: half of the way is dead, and the other half is asked. */
    @Test
    void eachHopBrokenInTurnIsNamedAtTheRouter() throws Exception {
        inTurn(
                true,
                new Broken("", "", "camera-link", "CAM-NO-LINK"),
                new Broken("", "ifdown outpost", "handshake", "WAY-TUNNEL-DOWN"),
                new Broken("no-signal", REDIAL, "signal", "MODEM-NO-SIGNAL"));
    }

    private void inTurn(boolean atRouter, Broken... all) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            if (atRouter) {
                control(run, "POST", "cable/laptop");
            }
            for (var broken : all) {
                if (!broken.fault().isEmpty()) {
                    control(run, "POST", "faults/" + broken.fault());
                }
                if (!broken.onRouter().isEmpty()) {
                    run.bench.onRouter(broken.onRouter());
                }
                run.run("doctor", run.site(), "--format", "json");
                holds(run, "doctor", broken);
                run.run("verify", run.site(), "--via", run.bench.viewer(), "--format", "json");
                holds(run, "verify", broken);
                if (!broken.fault().isEmpty()) {
                    control(run, "DELETE", "faults/" + broken.fault());
                }
            }
        }
    }

    private static void holds(BenchRun run, String schema, Broken given) {
        var said = given + "\n" + run.out + run.err;
        var document = Yaml.parse(schema, run.out).map();
        if (given.code().isEmpty()) {
            assertEquals(List.of(), Schema.errors(schema, run.out), said);
        }
        assertEquals(
                given.code(),
                document.map("problem")
                        .flatMap(problem -> problem.string("code"))
                        .orElse(""),
                said);
        var broken = document.maps("hops").stream()
                .filter(each -> each.string("state").filter("broken"::equals).isPresent())
                .findFirst();
        assertEquals(given.hop(), broken.flatMap(each -> each.string("hop")).orElse(""), said);
    }

    /** One channel to each end, and nothing written. */
    @Test
    void aWholeSiteIsWalkedWithOneChannelToEachEnd() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var before = Yaml.parse("counters", run.counters()).map();

            assertEquals(Exit.DONE, run.run("doctor", run.site(), "--via", run.bench.viewer()), run.out + run.err);

            var after = Yaml.parse("counters", run.counters()).map();
            for (var end : List.of("router", "relay")) {
                assertEquals(1, grown(before, after, end, "connections"), end);
            }
            assertEquals(1, grown(before, after, "router", "channels"));
            assertEquals(4, grown(before, after, "relay", "channels"), "one look, and three calls into the tunnel");
            assertEquals(0, grown(before, after, "router", "writes"));
            assertTrue(run.out.contains("nothing on the way is broken"), run.out);
            assertFalse(run.out.contains("not known"), run.out);
        }
    }

    private static int grown(YamlMap before, YamlMap after, String end, String counter) {
        return count(after, end, counter) - count(before, end, counter);
    }

    private static int count(YamlMap counters, String end, String counter) {
        return counters.map(end)
                .flatMap(map -> map.integer(counter, 0, Integer.MAX_VALUE))
                .orElseThrow();
    }

    private static void control(BenchRun run, String method, String what) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(run.bench.control() + "/" + what))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() < 300, answer.body());
        }
    }
}
