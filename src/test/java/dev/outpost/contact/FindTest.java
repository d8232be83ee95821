package dev.outpost.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.contact.Standing.Kind;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.schema.Schema;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Wire;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop made of files, behind whose eth0 are hosts that let nobody in. */
class FindTest {
    private static final String MAC = "50:d4:f7:00:00:0";
    private static final String ADDRESS = "fe80::52d4:f7ff:fe00:";

    /** Address to host key, for those that greet as dropbear does. */
    private final Map<String, String> routers = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final AtomicInteger most = new AtomicInteger();
    private List<String> missing = List.of();
    private String greeting = "SSH-2.0-dropbear";

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void aLaptop() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/if_inet6"), "fe80000000000000020000fffe000001 02 40 20 80     eth0\n");
    }

    @Test
    void tellsOursFromChangedAndForeignByKeyAndMac() {
        routers.putAll(Map.of(ADDRESS + "1", "SHA256:a", ADDRESS + "2", "SHA256:b", ADDRESS + "3", "SHA256:c"));
        State.in(root.resolve("state")).site("barn").unit(new Unit(MAC + "1", "SHA256:a"));
        State.in(root.resolve("state")).site("mill").unit(new Unit(MAC + "2", "SHA256:old"));

        var found = find();

        assertEquals(Kind.OURS, kind(found, "1"));
        assertEquals(Kind.CHANGED, kind(found, "2"));
        assertEquals(Kind.FOREIGN, kind(found, "3"), "it lets nobody in, and no password is offered");
        assertEquals(Optional.empty(), found.problem());
        assertEquals(List.of(), Schema.errors("find", Json.pretty(found.json())));
    }

    /** A server with dropbear lets nobody in either; OpenWrt alone leaves the version out of the greeting. */
    @Test
    void aServerWithDropbearIsNoForeignRouter() {
        greeting = "SSH-2.0-dropbear_2022.83";
        routers.putAll(Map.of(ADDRESS + "1", "SHA256:a", ADDRESS + "2", "SHA256:b"));
        State.in(root.resolve("state")).site("barn").unit(new Unit(MAC + "1", "SHA256:a"));

        var found = find();

        assertEquals(Kind.OURS, kind(found, "1"), "what shows a pinned key is ours whatever it greets with");
        assertEquals(Kind.NOT_OPENWRT, kind(found, "2"));
        assertEquals(List.of(), Schema.errors("find", Json.pretty(found.json())));
    }

    /** facts/behaviours.md#45: dropbear resets whoever holds more than five connections open before the login; each router gets one at a time. */
    @Test
    void asksEachRouterOneThingAtATime() {
        for (var i = 1; i < 10; i++) {
            routers.put(ADDRESS + i, "SHA256:" + i);
        }

        assertEquals(9, find().routers().size());

        assertEquals(1, most.get());
    }

    @Test
    void findsARouterByTheMacInTheArpTableThoughItDoesNotAnswer() throws IOException {
        routers.put(ADDRESS + "1", "SHA256:a");
        missing = List.of("everything");
        Files.writeString(root.resolve("proc/net/arp"), """
                IP address       HW type     Flags       HW address            Mask     Device
                192.168.1.1      0x1         0x2         50:d4:f7:00:00:01     *        eth0
                """);

        assertEquals(1, find().routers().size());
    }

    @Test
    void saysWhatToTypeWhereNobodyIs() {
        var problem = find().problem().orElseThrow();

        assertEquals(ProblemCode.FIND_NOTHING, problem.code());
        assertEquals(Exit.UNREACHABLE, problem.exit());
        assertTrue(problem.next().contains("outpost find"), problem.next());
    }

    @Test
    void namesWhatThisComputerLacks() {
        missing = List.of("ping (package iputils-ping)");

        var problem = find().problem().orElseThrow();

        assertEquals(ProblemCode.FIND_NO_TOOL, problem.code());
        assertTrue(problem.because().contains("iputils-ping"), problem.because());
    }

    @Test
    void saysThatThereIsNoCable() throws IOException {
        Files.writeString(root.resolve("proc/net/if_inet6"), "");

        assertEquals(ProblemCode.FIND_NO_CABLE, find().problem().orElseThrow().code());
    }

    @Test
    void looksBehindTheInterfaceThatIsNamed() {
        routers.put(ADDRESS + "1", "SHA256:a");

        assertEquals(1, new Find(here()).run(List.of("eth0")).routers().size());
        var problem = assertThrows(ProblemException.class, () -> new Find(here()).run(List.of("eth7")))
                .problem();
        assertEquals(Exit.USAGE, problem.exit());
        assertTrue(problem.because().contains("eth0"), problem.because());
    }

    private Found find() {
        return new Find(here()).run(List.of());
    }

    private static Kind kind(Found found, String last) {
        return found.routers().stream()
                .filter(router -> router.at().address().equals(ADDRESS + last))
                .map(router -> router.standing().kind())
                .findFirst()
                .orElseThrow();
    }

    private LocalNetwork here() {
        return new LocalNetwork(root, new Cable(), this::refused, State.in(root.resolve("state")));
    }

    private RemoteLink refused(Route route, Credentials credentials, HostKeyPolicy policy) throws IOException {
        assertTrue(credentials.none());
        assertEquals(Optional.empty(), credentials.password());
        assertFalse(policy instanceof HostKeyPolicy.Consented);
        return held(route.host(), () -> {
            var key = routers.get(route.host().replaceFirst("%.*", ""));
            throw new LinkException(Reason.LOGIN_REFUSED, "no", key, null);
        });
    }

    private interface Held<T> {
        T run() throws IOException;
    }

    private <T> T held(String host, Held<T> work) throws IOException {
        var count = open.computeIfAbsent(host, _ -> new AtomicInteger());
        most.accumulateAndGet(count.incrementAndGet(), Math::max);
        try {
            return work.run();
        } finally {
            count.decrementAndGet();
        }
    }

    private final class Cable implements Wire {
        @Override
        public Heard neighbours(String device, Duration patience) {
            return missing.isEmpty() ? new Heard(routers.keySet(), List.of()) : new Heard(Set.of(), missing);
        }

        @Override
        public Set<String> remembered(String device) {
            return Set.of();
        }

        @Override
        public Optional<String> greeting(String host, int port, Duration patience) {
            try {
                return held(
                        host,
                        () -> Optional.of(host.replaceFirst("%.*", ""))
                                .filter(routers::containsKey)
                                .map(_ -> greeting));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void nudge(String host) {
            // the table is a file
        }
    }
}
