package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A bare Debian with its own kernel, systemd and OpenSSH becomes a relay, once; then each test begins with that relay as it was left. Router,
 * camera and phone are places around it with the kernel's own WireGuard, a carrier's NAT between them. Where the server cannot be made it is
 * skipped by name; in CI that is a failure.
 */
abstract class OnDebian {
    static final String CAMERA = "10.77.0.18";
    static final String PUBLIC = "203.0.113.10";

    /** A port of the camera's place that sends back what it gets. */
    static final int ECHO = 7777;

    /** What the tunnel needs at most to come back by itself. */
    static final Duration SOON = Duration.ofMinutes(2);

    private static final String ROUTER = "10.77.0.17";
    private static final String RELAY = "10.77.0.1";
    private static final int SOME = 20;

    /** A computer that has much to do keeps a packet for seconds; none is lost for it. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static Optional<RelayBench.Cameras> cameras = Optional.empty();
    private static Optional<Server> booted = Optional.empty();
    private static Optional<RelayBench> bench = Optional.empty();

    /**
     * The bare server and a site that nobody has been to.
     *
     * @param name of this server among those that run at the same time
     */
    static void boots(String name, Path folder) throws Exception {
        Server.isNeeded();
        var lenses = new RelayBench.Cameras();
        cameras = Optional.of(lenses);
        var machine = Server.boot(name, lenses.rtsp(), lenses.http(), Clock.systemUTC());
        booted = Optional.of(machine);
        bench = Optional.of(new RelayBench(machine, lenses, folder, Clock.systemUTC()));
        assertEquals(0, site().probe().exit());
    }

    static Server server() {
        return booted.orElseThrow();
    }

    static RelayBench site() {
        return bench.orElseThrow();
    }

    /** Each test begins with what there is now. */
    static void keeps() throws Exception {
        server().keeps("relay");
        site().keepsState();
    }

    @AfterAll
    static void ends() throws Exception {
        if (bench.isPresent()) {
            bench.get().close();
        }
        if (booted.isPresent()) {
            booted.get().close();
        }
        if (cameras.isPresent()) {
            cameras.get().close();
        }
    }

    @BeforeEach
    final void begins() throws Exception {
        relayIsAsItWasLeft();
    }

    static void relayIsAsItWasLeft() throws Exception {
        server().goesBackTo("relay");
        site().goesBack();
    }

    static String onServer(String script) throws IOException {
        return server().door("server").does(script);
    }

    /** A shell function {@code inside}, which runs its words where the tunnel's interface is. */
    static String inside(String script) throws IOException {
        return onServer(
                "inside() { if ip netns pids outpost >/dev/null 2>&1; then ip netns exec outpost \"$@\"; else \"$@\"; fi; }; "
                        + script);
    }

    static void assertViewerArrives() throws IOException {
        assertEquals(SOME, server().door("viewer").echoes(CAMERA, ECHO, SOME, LATE));
    }

    static void awaitViewer() {
        Awaitility.await("the viewer's way to the camera")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> server().door("viewer").echoes(CAMERA, ECHO, 1) == 1);
    }

    static void assertIsolated() throws IOException {
        var viewer = server().door("viewer");
        assertEquals("connected", viewer.dials(CAMERA, 554));
        assertNotEquals("connected", viewer.dials(ROUTER, 22));
        assertNotEquals("connected", viewer.dials(ROUTER, 80));
        assertNotEquals("connected", viewer.dials(RELAY, 22));
        assertNotEquals("connected", server().door("router").dials(RELAY, 22));
    }

    /** Both ends begin from new ports, so that nothing is let through as the rest of an old conversation. */
    static void meetsAnew() throws IOException {
        for (var place : List.of("router", "viewer")) {
            server().door(place).does("sh /var/lib/bench/" + place + ".sh");
        }
    }

    /**
     * Another program's rules stand on the server: no packet of a viewer's is lost, and nothing of theirs changes.
     *
     * @param isChangedToo whether the relay takes in a viewer more meanwhile
     */
    static void livesBesideOthers(boolean isChangedToo) throws Exception {
        var theirs = "nft -s list ruleset 2>/dev/null | sed '/^table inet outpost/,/^}/d'";
        var before = onServer(theirs);
        assertTrue(before.lines().count() > 10, before);
        meetsAnew();
        awaitViewer();

        assertViewerArrives();
        if (isChangedToo) {
            assertDone(site().viewer("add", "tablet"));
            assertViewerArrives();
        }
        assertEquals(before, onServer(theirs));
    }

    /** What a camera says first to the viewer there. */
    static String said(String address, int port) throws IOException {
        try (var phone = server().door("viewer").open("dial " + address + " " + port, SOON)) {
            assertEquals("connected", Door.line(phone));
            phone.getOutputStream().write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return Door.line(phone);
        }
    }

    static String flat(RelayBench.Said said) {
        return said.text().replaceAll("\\s+", " ");
    }

    static void assertDone(RelayBench.Said said) {
        assertEquals(0, said.exit(), said.text());
    }
}
