package dev.outpost.vm;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.VirtualBench;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.bench.net.SocksServer;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A virtual bench whose relay is the real server: Outpost speaks with the simulated router and with the server's own SSH; what it wrote on
 * the router is carried to the router's place in the server's world, what it gave to the owner to the phone's.
 */
final class RelayBench implements AutoCloseable {
    private static final long MINUTES = 5;

    /** How the program ended, and all that it printed. */
    record Said(int exit, String text) {}

    private final Server server;
    private final VirtualBench bench;
    private final SocksServer viewer;
    private final Thread carrier = Thread.ofVirtual().name("carrier").unstarted(this::carries);
    private final RoutersEnd routersEnd;
    private volatile boolean isOpen = true;
    private String onRouter = "";
    private String onPhone = "";

    /** What leads the server's camera to the bench that stands now. */
    static final class Cameras implements AutoCloseable {
        private volatile Optional<VirtualBench> now = Optional.empty();
        private final LoopbackServer rtsp = new LoopbackServer("rtsp", client -> leads(client, 554));
        private final LoopbackServer http = new LoopbackServer("http", client -> leads(client, 80));

        Cameras() throws IOException {}

        int rtsp() {
            return rtsp.address().getPort();
        }

        int http() {
            return http.address().getPort();
        }

        private void leads(Socket client, int port) throws IOException {
            var there = now.flatMap(bench -> bench.unit(1).camera().service(port));
            if (there.isPresent()) {
                try (var camera =
                        new Socket(there.get().getAddress(), there.get().getPort())) {
                    LoopbackServer.splice(client, camera);
                }
            }
        }

        @Override
        public void close() throws IOException {
            rtsp.close();
            http.close();
        }
    }

    /** What the router's shell says. */
    interface Shell {
        String says(String line) throws InterruptedException;
    }

    /** What becomes of the router's place, as a script for it. */
    interface RoutersEnd {
        String of(Shell router) throws InterruptedException;
    }

    /**
     * Sets up a site that nobody has been to, its relay the server as it is now.
     *
     * @param folder for its files
     */
    RelayBench(Server server, Cameras cameras, Path folder, Clock clock) throws IOException {
        this(
                server,
                cameras,
                folder,
                clock,
                router -> KernelEnds.router(router.says("uci export network"), router.says("uci export firewall"))
                        .orElse(""));
        namesRelay(HostKeys.elliptic());
        Files.createDirectory(file("empty"));
        carrier.start();
    }

    /** The same without a relay: the operator gives the router this address. What is written comes to its place when somebody dials. */
    static RelayBench direct(Server server, Cameras cameras, Path folder, Clock clock, String address)
            throws IOException {
        var site = new RelayBench(
                server,
                cameras,
                folder,
                clock,
                router -> KernelEnds.direct(router.says("uci export network"), router.says("fw4 -q print")));
        site.bench.unit(1).dongle().modem().operator().handsOut(address);
        return site;
    }

    private RelayBench(Server server, Cameras cameras, Path folder, Clock clock, RoutersEnd routersEnd)
            throws IOException {
        this.server = server;
        this.routersEnd = routersEnd;
        this.bench =
                VirtualBench.start(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10), clock);
        this.viewer = new SocksServer(this::dials, new Origin.Viewer());
        cameras.now = Optional.of(bench);
    }

    private void namesRelay(KeyPair key) throws IOException {
        server.door("server").writes("/root/.ssh/authorized_keys", HostKeys.line(key.getPublic()) + " bench\n");
        Files.writeString(file("relays/vps1.key"), HostKeys.file(key));
        var hostKey = server.door("server").does("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub | cut -d ' ' -f 2");
        Files.writeString(file("relays/vps1.yaml"), """
                host: %s
                user: root
                key: vps1.key
                host-key: %s
                public-address: 203.0.113.10
                tunnel: 10.77.0.0/16
                listen: 51820
                """.formatted(text(server.ssh()), hostKey));
    }

    private static String text(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    /** A file of the site's folder. */
    Path file(String name) {
        return bench.files().resolve(name);
    }

    /** A file of the program's state for this site. */
    Path state(String name) {
        return file("outpost/sites/barn-1").resolve(name);
    }

    /** Keeps what the program remembers, for {@link #goesBack}. */
    void keepsState() throws IOException, InterruptedException {
        copies("outpost", "kept");
        copies("site.yaml", "kept.yaml");
    }

    /** The program remembers what it did when that was kept. */
    void goesBack() throws IOException, InterruptedException {
        copies("kept", "outpost");
        copies("kept.yaml", "site.yaml");
    }

    /** All that the program remembers of anything is gone. */
    void forgetsAll() throws IOException, InterruptedException {
        copies("empty", "outpost");
    }

    /** The router's password, which its owner keeps. */
    void remembersPassword() throws IOException {
        Files.copy(file("kept/sites/barn-1/password"), state("password"));
    }

    /** The router's private key in the tunnel. */
    String routersKey() throws IOException, InterruptedException {
        return onRouter("uci get network.outpost.private_key").strip();
    }

    /** Names of this computer's files, the program's and the owner's, in which a text stands. */
    List<String> filesWith(String text) throws IOException {
        try (var state = Files.walk(file("outpost"));
                var relays = Files.walk(file("relays"))) {
            return Stream.concat(state, relays)
                    .filter(Files::isRegularFile)
                    .filter(each -> reads(each).contains(text))
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String reads(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copies(String from, String to) throws IOException, InterruptedException {
        var status = new ProcessBuilder("sh", "-c", "rm -rf " + to + " && cp -a " + from + " " + to)
                .directory(bench.files().toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(from + " was not copied to " + to);
        }
    }

    private void carries() {
        while (isOpen) {
            try {
                carriesAll();
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (IOException notNow) {
                // the server is away for a moment
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void carriesAll() throws IOException, InterruptedException {
        carriesRouter();
        carriesPhone();
    }

    /** Who looks finds the places as they are by now. */
    private Outcome dials(Origin from, Ipv4 to, int port) {
        try {
            carriesAll();
        } catch (IOException e) {
            return new Outcome.Unreachable("there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unreachable("there");
        }
        return new ViewerNet(server.door("viewer")).connect(from, to, port);
    }

    private void carriesRouter() throws IOException, InterruptedException {
        var script = routersEnd.of(this::onRouter);
        if (!script.equals(onRouter)) {
            sets("router", script);
            onRouter = script;
        }
    }

    /** What the router's own shell answers. */
    String onRouter(String line) throws InterruptedException {
        return bench.unit(1).router().machine().run(line).out();
    }

    private void carriesPhone() throws IOException {
        var page = state("viewers/phone.html");
        var script = Files.exists(page) ? KernelEnds.viewer(Files.readString(page)) : "";
        if (!script.equals(onPhone)) {
            sets("viewer", script);
            onPhone = script;
        }
    }

    /** The owner's phone has this viewer's tunnel from now on. */
    void phoneBelongsTo(String viewer) throws IOException {
        phoneHas(Files.readString(state("viewers/" + viewer + ".html")));
    }

    /** The same by the page that the viewer was given. */
    void phoneHas(String page) throws IOException {
        sets("viewer", KernelEnds.viewer(page));
    }

    private void sets(String place, String script) throws IOException {
        server.door(place).writes("/var/lib/bench/" + place + ".sh", script);
        server.door(place).does("sync; sh /var/lib/bench/" + place + ".sh");
    }

    /** Probes the dongle into the site file. */
    Said probe() throws IOException, InterruptedException {
        return outpost(
                "probe", "--port", bench.dongle(), "--save", file("site.yaml").toString());
    }

    Said apply(String... more) throws IOException, InterruptedException {
        return outpost(words("apply", more));
    }

    /** A viewer is let in, or out, without the router. */
    Said viewer(String verb, String name) throws IOException, InterruptedException {
        return outpost("viewer", verb, file("site.yaml").toString(), name);
    }

    /** The site is proved from where the phone sits. */
    Said verify() throws IOException, InterruptedException {
        return outpost("verify", file("site.yaml").toString(), "--via", "socks5://" + text(viewer.address()));
    }

    String[] words(String verb, String... more) {
        var words = new ArrayList<>(List.of(
                verb,
                file("site.yaml").toString(),
                "--bundle",
                file("bundle").toString(),
                "--via",
                "socks5://" + text(viewer.address())));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** The packaged program, to its end. */
    Said outpost(String... words) throws IOException, InterruptedException {
        var process = starts(words);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("outpost did not end: " + said);
        }
        return new Said(process.exitValue(), said);
    }

    /** The packaged program, started only. */
    Process starts(String... words) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                "target/outpost.jar"));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "XDG_STATE_HOME", bench.files().toString(),
                        "XDG_CACHE_HOME", bench.files().toString()));
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        isOpen = false;
        carrier.interrupt();
        viewer.close();
        bench.close();
    }
}
