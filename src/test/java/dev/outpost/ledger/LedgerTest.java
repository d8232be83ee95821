package dev.outpost.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Cidr TUNNEL = Cidr.of("10.77.0.0/16");

    @TempDir
    Path folder = Path.of("");

    private static SiteEntry site(Ledger ledger, String site, String relay, String... cameras) {
        return given(ledger, site, relay, List.of(cameras), Map.of(), List.of());
    }

    private static SiteEntry phone(Ledger ledger, String site) {
        var known = ledger.find(site).orElseThrow();
        var cameras = List.copyOf(known.cameras().keySet());
        return given(ledger, site, known.relay(), cameras, Map.of("phone", Peer.Role.VIEWER), List.of());
    }

    private static SiteEntry opened(Ledger ledger, String site) {
        var known = ledger.find(site).orElseThrow();
        var cameras = List.copyOf(known.cameras().keySet());
        return given(ledger, site, known.relay(), cameras, Map.of(), List.of(new PublicPort("yard", "rtsp", 8554)));
    }

    private static SiteEntry given(
            Ledger ledger,
            String site,
            String relay,
            List<String> cameras,
            Map<String, Peer.Role> guests,
            List<PublicPort> ports) {
        return ledger.give(
                new SiteWish(site, relay, TUNNEL, cameras, new LinkedHashMap<>(guests), ports, SiteWish.Held.NOTHING));
    }

    @Test
    void givesTheFirstSiteTheFirstNetworkAndTheSecondTheNext() {
        var ledger = Ledger.in(folder);

        var one = site(ledger, "one", "vps1", "yard", "gate");
        var two = site(ledger, "two", "vps1", "yard");

        assertEquals(Cidr.of("10.77.0.16/28"), one.network());
        assertEquals(Ipv4.of("10.77.0.17"), one.router());
        assertEquals(Ipv4.of("10.77.0.18"), one.camera("yard"));
        assertEquals(Ipv4.of("10.77.0.19"), one.camera("gate"));
        assertEquals(Ipv4.of("10.77.0.33"), two.router());
    }

    @Test
    void answersTheSameWhenAskedAgainAndWritesNothing() throws IOException {
        var ledger = Ledger.in(folder);
        var first = site(ledger, "one", "vps1", "yard");
        phone(ledger, "one");
        ledger.peerKey("one", "phone", "key=");
        ledger.unit("one", new Unit("50:d4:f7:00:00:01", "SHA256:a"));
        var written = Files.getLastModifiedTime(folder.resolve("ledger.json"));
        var inode = Files.getAttribute(folder.resolve("ledger.json"), "unix:ino");

        assertEquals(first.camera("yard"), site(ledger, "one", "vps1", "yard").camera("yard"));
        assertEquals(
                Ipv4.of("10.77.240.1"),
                phone(ledger, "one").peer("phone").orElseThrow().address());
        ledger.peerKey("one", "phone", "key=");
        ledger.unit("one", new Unit("50:d4:f7:00:00:01", "SHA256:a"));

        assertEquals(written, Files.getLastModifiedTime(folder.resolve("ledger.json")));
        assertEquals(inode, Files.getAttribute(folder.resolve("ledger.json"), "unix:ino"));
    }

    @Test
    void proposesWithoutWriting() {
        var ledger = Ledger.in(folder);

        var wish = new SiteWish(
                "one",
                "vps1",
                TUNNEL,
                List.of("yard"),
                new LinkedHashMap<>(Map.of("phone", Peer.Role.VIEWER)),
                List.of(new PublicPort("yard", "rtsp", 8554)),
                SiteWish.Held.NOTHING);
        var proposed = ledger.propose(wish);

        assertEquals(Ipv4.of("10.77.0.18"), proposed.camera("yard"));
        assertEquals(
                Ipv4.of("10.77.240.1"), proposed.peer("phone").orElseThrow().address());
        assertEquals(wish.ports(), proposed.ports());
        assertFalse(Files.exists(folder.resolve("ledger.json")));
        assertEquals(proposed, ledger.give(wish), "what is given is what was proposed");
    }

    /** Two laptops, one relay: what the relay itself has given away is nobody else's, whatever a ledger says. */
    @Test
    void givesSomethingElseWhereTheRelayHasGivenItAway() {
        var ledger = Ledger.in(folder);
        var before = ledger.give(wish(SiteWish.Held.NOTHING));
        ledger.peerKey("one", "phone", "key=");
        var held = new SiteWish.Held(
                Optional.empty(), Set.of(before.network()), Set.of(Ipv4.of("10.77.240.1")), Map.of(8080, "quay"));

        var after = ledger.give(wish(held));

        assertEquals("10.77.0.32/28", after.network().toString());
        assertEquals(Ipv4.of("10.77.0.34"), after.camera("yard"));
        assertEquals(Ipv4.of("10.77.240.2"), after.peer("phone").orElseThrow().address());
        assertEquals(Optional.of("key="), after.peer("phone").orElseThrow().publicKey(), "the phone keeps its key");
        assertEquals(after, ledger.give(wish(held)), "and it stays so");
    }

    @Test
    void refusesAPublicPortThatTheRelayHasGivenAway() {
        var held = new SiteWish.Held(Optional.empty(), Set.of(), Set.of(), Map.of(8554, "quay"));

        var refused =
                assertThrows(ProblemException.class, () -> Ledger.in(folder).give(wish(held)));

        assertEquals(ProblemCode.PORT_TAKEN, refused.problem().code());
        assertTrue(refused.problem().because().contains("quay"), refused.problem()::because);
    }

    /** The relay is known by what it holds, not by the name of a file. */
    @Test
    void keepsTheBlockWhereTheRelaysFileGotAnotherName() {
        var ledger = Ledger.in(folder);
        site(ledger, "other", "vps1");
        var before = ledger.give(wish(SiteWish.Held.NOTHING));
        var held = new SiteWish.Held(Optional.of(before.network()), Set.of(), Set.of(), Map.of());

        var after = ledger.give(new SiteWish("one", "frankfurt", TUNNEL, List.of("yard"), guests(), List.of(), held));

        assertEquals(before.network(), after.network());
        assertEquals("frankfurt", after.relay());
    }

    @Test
    void holdsAFullTunnel() {
        var ledger = Ledger.in(folder);
        var many = IntStream.range(0, 4)
                .mapToObj(n -> "camera-with-a-long-name-" + n)
                .toList();
        var book = Book.EMPTY;
        for (int number = 1; number <= 3_838; number++) {
            var cameras = new LinkedHashMap<String, Ipv4>();
            for (var camera : many) {
                cameras.put(camera, new Tunnel(TUNNEL).site(number).address().plus(cameras.size() + 2));
            }
            var phone = new Peer(
                    "phone", Peer.Role.VIEWER, new Tunnel(TUNNEL).peer(number), Optional.of("k".repeat(43) + "="));
            book = book.with(new SiteEntry(
                    "site-" + number,
                    "vps1",
                    TUNNEL,
                    number,
                    cameras,
                    List.of(phone),
                    List.of(),
                    Optional.of("r".repeat(43) + "=")));
        }
        PrivateFiles.write(folder.resolve("ledger.json"), BookFile.render(book));

        var last = ledger.give(wish(SiteWish.Held.NOTHING));

        assertEquals("10.77.239.240/28", last.network().toString());
        assertEquals(3_839, ledger.sites().size());
    }

    private static SiteWish wish(SiteWish.Held held) {
        return new SiteWish(
                "one", "vps1", TUNNEL, List.of("yard"), guests(), List.of(new PublicPort("yard", "rtsp", 8554)), held);
    }

    private static SequencedMap<String, Peer.Role> guests() {
        return new LinkedHashMap<>(Map.of("phone", Peer.Role.VIEWER));
    }

    @Test
    void keepsTheAddressOfACameraWhenAnotherGoes() {
        var ledger = Ledger.in(folder);
        site(ledger, "one", "vps1", "yard", "gate");

        var later = site(ledger, "one", "vps1", "gate", "barn");

        assertEquals(Ipv4.of("10.77.0.19"), later.camera("gate"));
        assertEquals(Ipv4.of("10.77.0.18"), later.camera("barn"));
    }

    @Test
    void readsBackWhatItWrote() {
        var ledger = Ledger.in(folder);
        site(ledger, "one", "vps1", "yard");
        phone(ledger, "one");
        ledger.peerKey("one", "phone", "public=");
        ledger.routerKey("one", "router=");
        opened(ledger, "one");
        ledger.unit("one", new Unit("50:d4:f7:00:00:01", "SHA256:a"));

        var again = Ledger.in(folder);

        assertEquals(ledger.sites(), again.sites());
        assertEquals(
                new PublicPort("yard", "rtsp", 8554),
                again.sites().getFirst().ports().getFirst());
        assertEquals("SHA256:a", again.unit("one").orElseThrow().hostKey());
    }

    @Test
    void bindsARouterToOneSiteOnly() {
        var ledger = Ledger.in(folder);
        ledger.unit("one", new Unit("50:d4:f7:00:00:01", "SHA256:a"));

        for (var unit : List.of(new Unit("50:d4:f7:00:00:01", "SHA256:b"), new Unit("50:d4:f7:00:00:02", "SHA256:a"))) {
            var problem = assertThrows(ProblemException.class, () -> ledger.unit("two", unit))
                    .problem();
            assertEquals(ProblemCode.ROUTER_ELSEWHERE, problem.code());
            assertTrue(problem.what().contains("belongs to site one"), problem.what());
        }
    }

    @Test
    void givesAPublicPortToOneCameraOnly() {
        var ledger = Ledger.in(folder);
        site(ledger, "one", "vps1", "yard");
        site(ledger, "two", "vps1", "yard");
        site(ledger, "three", "vps2", "yard");
        opened(ledger, "one");
        opened(ledger, "one");
        opened(ledger, "three");

        var problem = assertThrows(ProblemException.class, () -> opened(ledger, "two"))
                .problem();

        assertEquals(ProblemCode.PORT_TAKEN, problem.code());
    }

    @Test
    void saysWhenASiteHasNoRoomForAnotherCamera() {
        var names = new ArrayList<String>();
        for (var i = 0; i < 14; i++) {
            names.add("camera-" + i);
        }

        var problem = assertThrows(
                        ProblemException.class,
                        () -> site(Ledger.in(folder), "one", "vps1", names.toArray(String[]::new)))
                .problem();

        assertEquals(ProblemCode.LEDGER_FULL, problem.code());
    }

    @Test
    void neverGivesTwoAskersTheSame() throws Exception {
        var asks = new ArrayList<Callable<SiteEntry>>();
        for (var i = 0; i < 24; i++) {
            var site = "site-" + i;
            asks.add(() -> {
                var ledger = Ledger.in(folder);
                site(ledger, site, "vps1", "yard");
                phone(ledger, site);
                return ledger.find(site).orElseThrow();
            });
        }

        var seen = new HashSet<Object>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(asks)) {
                seen.add(answer.get().router());
                seen.add(answer.get().peers().getFirst().address());
            }
        }

        assertEquals(48, seen.size());
    }

    @Test
    void neverGivesTwoProcessesTheSame() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var path = System.getProperty("java.class.path");
        var others = new ArrayList<Process>();
        for (var i = 0; i < 2; i++) {
            others.add(new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            path,
                            Asker.class.getName(),
                            folder.toString(),
                            "p" + i)
                    .inheritIO()
                    .start());
        }
        Asker.main(new String[] {folder.toString(), "here"});
        for (var other : others) {
            assertTrue(other.waitFor(3, TimeUnit.MINUTES));
            assertEquals(0, other.exitValue());
        }

        var numbers = new HashSet<>(
                Ledger.in(folder).sites().stream().map(SiteEntry::number).toList());
        assertEquals(3 * Asker.SITES, numbers.size());
    }

    @Test
    void canBeReadByItsOwnerAlone() throws IOException {
        site(Ledger.in(folder), "one", "vps1");

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ledger.json"))));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("ledger.json", "ledger.lock"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    /** Another process that asks for networks. */
    static final class Asker {
        static final int SITES = 10;

        private Asker() {}

        public static void main(String[] words) {
            for (var i = 0; i < SITES; i++) {
                site(Ledger.in(Path.of(words[0])), words[1] + "-" + i, "vps1", "yard");
            }
        }
    }
}
