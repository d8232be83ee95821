package dev.outpost.contact;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.ledger.State;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.Wire;
import dev.outpost.site.Reach;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop made of files, and neighbours made up: which address is refused, and what is asked of whom. */
class AmbiguityTest {
    private static final String ROUTER = "fe80::52d4:f7ff:fe00:1";
    private static final String OTHER = "fe80::52d4:f7ff:fe00:2";

    private final Set<String> neighbours = new TreeSet<>(Set.of(ROUTER));
    private final List<String> greeted = new ArrayList<>();

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void aLaptopOnOneCable() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        write("if_inet6", """
                fe80000000000000020000fffe000001 02 40 20 80     eth0
                fe80000000000000020000fffe000002 03 40 20 80     enx0
                """);
        write("arp", """
                IP address       HW type     Flags       HW address            Mask     Device
                192.168.1.1      0x1         0x2         50:d4:f7:00:00:01     *        eth0
                """);
        routes("eth0");
    }

    @Test
    void oneRouterAloneIsTakenWithoutASingleConnection() {
        assertDoesNotThrow(() -> refuse("192.168.1.1"));

        assertEquals(List.of(), greeted);
    }

    @Test
    void aSecondRouterThatMayHaveTheAddressIsNamedWithBothLines() {
        neighbours.add(OTHER);

        var problem = refused("192.168.1.1");

        assertEquals(ProblemCode.ROUTER_AMBIGUOUS, problem.code());
        assertEquals(Exit.BLOCKED, problem.exit());
        assertTrue(problem.next().contains("reach: \"[" + ROUTER + "%eth0]\""), problem.next());
        assertTrue(problem.next().contains("reach: \"[" + OTHER + "%eth0]\""), problem.next());
        assertEquals(List.of(OTHER + "%eth0"), greeted, "who has the address is not asked");
    }

    @Test
    void aSecondRouterThatTheLaptopKnowsByAnotherAddressDoesNotCount() throws IOException {
        neighbours.add(OTHER);
        Files.writeString(
                root.resolve("proc/net/arp"),
                Files.readString(root.resolve("proc/net/arp"))
                        + "192.168.1.2      0x1         0x2         50:d4:f7:00:00:02     *        eth0\n");

        assertDoesNotThrow(() -> refuse("192.168.1.1"));
    }

    @Test
    void twoInterfacesWithTheSameNetworkAreNamed() throws IOException {
        routes("eth0", "enx0");

        var problem = refused("192.168.1.1");

        assertTrue(problem.what().contains("eth0 and enx0"), problem.what());
        assertTrue(problem.next().contains("reach: \"[" + ROUTER + "%eth0]\""), problem.next());
    }

    @Test
    void loopbackAndWhatLiesBehindAGatewayIsNotAsked() throws IOException {
        routes("eth0", "enx0");
        neighbours.add(OTHER);

        for (var host : List.of("127.0.0.1", "localhost", "203.0.113.10")) {
            assertDoesNotThrow(() -> refuse(host));
        }
        assertDoesNotThrow(() -> refuse("[" + OTHER + "%eth0]"));
        assertEquals(List.of(), greeted);
    }

    private void refuse(String host) {
        var here = new LocalNetwork(
                root,
                new Cable(),
                (route, credentials, policy) -> {
                    throw new LinkException(Reason.LOGIN_REFUSED, "no", "SHA256:x", null);
                },
                State.in(root.resolve("state")));
        new Ambiguity(here).refuse(Reach.parse(host).orElseThrow(), Optional.of("site.yaml"));
    }

    private Problem refused(String host) {
        return assertThrows(ProblemException.class, () -> refuse(host)).problem();
    }

    private void routes(String... devices) throws IOException {
        var text =
                new StringBuilder("Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n");
        for (var device : devices) {
            text.append(device).append("\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n");
        }
        write("route", text.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve("proc/net").resolve(name), text);
    }

    /** The neighbours are behind eth0; all of them greet as dropbear does. */
    private final class Cable implements Wire {
        @Override
        public Heard neighbours(String device, Duration patience) {
            return new Heard(device.equals("eth0") ? neighbours : Set.of(), List.of());
        }

        @Override
        public Set<String> remembered(String device) {
            return Set.of();
        }

        @Override
        public Optional<String> greeting(String host, int port, Duration patience) {
            synchronized (greeted) {
                greeted.add(host);
            }
            return Optional.of("SSH-2.0-dropbear");
        }

        @Override
        public void nudge(String host) {
            // the table is a file
        }
    }
}
