package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.schema.Schema;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code doctor --address} in network namespaces: coturn outside, nftables' own translation of each kind between, dropbear on a router. */
class AddressIT {
    private static final String ONE = "stun:203.0.113.5";
    private static final String TWO = "stun:203.0.113.6";

    @BeforeAll
    static void needed() {
        Field.isNeeded();
        for (var program : List.of("turnserver", "nft", "ss")) {
            assumeTrue(
                    Stream.of("/usr/bin", "/usr/sbin", "/sbin", "/bin")
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " is missing: apt-get install --no-install-recommends coturn nftables iproute2");
        }
    }

    @Test
    void aTranslationThatKeepsItsPortsIsEndpointIndependent() throws Exception {
        try (var line = new Line("")) {
            var report = line.seenFrom("in", ONE, TWO);

            assertEquals("BehindNat", report.string("class").orElseThrow());
            assertEquals("endpoint-independent", nat(report));
            assertEquals(List.of("203.0.113.7", "203.0.113.7"), seen(report));
            assertEquals(port(report, 0), port(report, 1));
            assertEquals(true, report.flag("needsRelay").orElseThrow());
        }
    }

    @Test
    void aTranslationThatTakesAnyPortIsSymmetric() throws Exception {
        try (var line = new Line("fully-random")) {
            var report = line.seenFrom("in", ONE, TWO);

            assertNotEquals(
                    port(report, 0), port(report, 1), "nft translated to one port twice: the fault is not there");
            assertEquals("symmetric", nat(report));
            assertEquals(List.of("203.0.113.7", "203.0.113.7"), seen(report));
        }
    }

    @Test
    void whereNothingTranslatesTheAddressIsPublicAndThatIsSaidLoudly() throws Exception {
        try (var line = new Line("")) {
            var report = line.seenFrom("", ONE, TWO);

            assertEquals("DynamicPublic", report.string("class").orElseThrow());
            assertEquals("none", nat(report));
            assertEquals(false, report.flag("needsRelay").orElseThrow());
            var said = Running.end(line.doctor("", "--observer", ONE)).out();
            assertTrue(said.contains("THIS ADDRESS IS PUBLIC"), said);
            assertTrue(said.contains("you do not need a relay"), said);
        }
    }

    @Test
    void whoDoesNotAnswerLeavesTheRestAsItIs() throws Exception {
        try (var line = new Line("")) {
            var report = line.seenFrom("in", ONE, "stun:203.0.113.99");

            assertEquals("BehindNat", report.string("class").orElseThrow());
            assertEquals("unknown", nat(report));
            assertEquals(List.of("203.0.113.7"), seen(report));
        }
    }

    /** From the router through its own dropbear, over TCP: nothing is installed there. */
    @Test
    void aRouterIsAskedThroughItsSshServer() throws Exception {
        try (var field = Field.start();
                var _ = FreshRouter.on(field)) {
            var server = new ProcessBuilder(field.onBench(
                            "turnserver",
                            "-n",
                            "-L",
                            "192.168.1.100",
                            "--no-tls",
                            "--no-dtls",
                            "--no-cli",
                            "--no-auth",
                            "--pidfile",
                            "",
                            "--log-file",
                            "stdout"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                var command = new ArrayList<>(field.onBench(java().toArray(String[]::new)));
                command.addAll(List.of("doctor", "--address", "--on-router", "192.168.1.1", "--format", "json"));
                command.addAll(List.of("--observer", "stun:192.168.1.100"));
                YamlMap report;
                do {
                    report = report(Running.end(command));
                } while (server.isAlive()
                        && String.valueOf(report.maps("observers")).contains("refused"));

                assertEquals("the router 192.168.1.1", report.string("from").orElseThrow());
                assertEquals(List.of("192.168.1.1"), seen(report), "coturn heard the router itself");
            } finally {
                server.destroy();
                server.waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    private static YamlMap report(Ended ended) {
        assertEquals(List.of(), Schema.errors("address", ended.out()), ended.out() + ended.err());
        return Yaml.parse("report", ended.out()).map();
    }

    private static String nat(YamlMap report) {
        return report.map("nat").orElseThrow().string("kind").orElseThrow();
    }

    private static List<String> seen(YamlMap report) {
        return report.maps("observers").stream()
                .flatMap(each -> each.string("sees").stream())
                .toList();
    }

    private static String port(YamlMap report, int which) {
        return report.maps("observers").get(which).text("port").orElseThrow().value();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.outpost.cli.Main");
    }

    /** The namespaces of line.sh; one SIGKILL ends them all. */
    private static final class Line implements AutoCloseable {
        private final Process box;
        private final long anchor;

        Line(String masquerade) throws IOException {
            box = new ProcessBuilder(
                            "unshare",
                            "--net",
                            "--mount",
                            "--pid",
                            "--fork",
                            "--kill-child=KILL",
                            "--mount-proc",
                            "--propagation",
                            "private",
                            "--",
                            "sh",
                            "-c",
                            Lists.resource("/field/line.sh"),
                            "sh",
                            masquerade)
                    .redirectErrorStream(true)
                    .start();
            Field.await(box, "ready");
            anchor = Field.child(box.toHandle()).pid();
        }

        /** @param side "in", or "" for the line's own end */
        YamlMap seenFrom(String side, String... observers) throws IOException, InterruptedException {
            var words = new ArrayList<>(List.of("--format", "json"));
            Stream.of(observers).forEach(observer -> words.addAll(List.of("--observer", observer)));
            return report(Running.end(doctor(side, words.toArray(String[]::new))));
        }

        List<String> doctor(String side, String... more) {
            var command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(anchor), "-n", "-m", "-p", "--"));
            if (!side.isEmpty()) {
                command.addAll(List.of("ip", "netns", "exec", side));
            }
            command.addAll(java());
            command.addAll(List.of("doctor", "--address"));
            command.addAll(List.of(more));
            return command;
        }

        @Override
        public void close() throws InterruptedException {
            box.destroyForcibly();
            if (!box.waitFor(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the box does not end");
            }
        }
    }
}
