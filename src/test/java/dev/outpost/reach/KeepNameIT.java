package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.FreePort;
import dev.outpost.profile.DdnsProvider;
import dev.outpost.router.OwnFile;
import dev.outpost.shell.Secret;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.site.SecretSource;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The router's script on real BusyBox ash with real curl, against a small HTTP server as provider and a real dnsmasq as the name's zone. */
class KeepNameIT {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final Path DNSMASQ = Path.of("/usr/sbin/dnsmasq");
    private static final String NS = "026e73076578616d706c65036f726700";
    private static final String HOST = "barn.example.org";
    private static final String NASTY =
            "a'b\"c$d`e\\f;g|h&i=j?k#l%41m n+o{p}q[r]*s<t>u@IP@v!w~x^y\u00e4\u20ac(z)$(reboot)`id`";

    @TempDir
    Path root;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private HttpServer provider;
    private String answer = "good";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX) && Files.isExecutable(CURL), "no busybox or no curl");
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answers);
        provider.start();
        for (var folder : List.of("etc", "tmp", "bin")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(
                root.resolve("ddns.sh"),
                OwnFile.program("/x", "", List.of("stick-web", "ddns")).text());
        program("ifstatus", "echo $1");
        program("jsonfilter", "case $(cat) in wan) cat " + root.resolve("wan") + " ;; esac");
        program("uci", "cat " + root.resolve("good"));
        program("logger", "echo \"$@\" >>" + root.resolve("log"));
        program("curl", "echo \"$@\" >>" + root.resolve("argv") + "; exec " + CURL + " \"$@\"");
        wan("203.0.113.77");
        Files.writeString(root.resolve("good"), "\\(good\\|nochg\\)\n");
    }

    @AfterEach
    void stop() {
        silent.countDown();
        provider.stop(0);
    }

    @Test
    void isToldOnceAndAgainWhereTheAddressMoves() throws Exception {
        put(basic("me", "secret"));

        assertEquals("sent 203.0.113.77", once());
        assertEquals("stands 203.0.113.77", once());
        assertEquals(1, asked.size());
        wan("203.0.113.78");
        assertEquals("sent 203.0.113.78", once());

        assertEquals("/update?hostname=barn.example.org&ip=203.0.113.78 me:secret ", asked.getLast());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.1.2.3, hidden 10.1.2.3",
        "100.64.0.1, hidden 100.64.0.1",
        "100.127.255.255, hidden 100.127.255.255",
        "172.16.0.1, hidden 172.16.0.1",
        "172.31.9.9, hidden 172.31.9.9",
        "192.168.8.100, hidden 192.168.8.100",
        "169.254.1.1, hidden 169.254.1.1",
        "198.18.0.1, hidden 198.18.0.1",
        "224.0.0.1, hidden 224.0.0.1",
        "'', no-address",
        "1.2.3.4;reboot, no-address",
        "fe80::1, no-address",
        "172.32.0.1, sent 172.32.0.1",
        "100.63.0.1, sent 100.63.0.1",
        "100.128.0.1, sent 100.128.0.1"
    })
    void aPrivateAddressNeverEntersAName(String address, String said) throws Exception {
        put(basic("me", "secret"));
        wan(address);

        assertEquals(said, once());

        assertEquals(said.startsWith("sent") ? 1 : 0, asked.size(), asked::toString);
    }

    /** The address that viewers call is the stick's, which the stick alone knows: on its old page, or on the newer one. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "monitoring, 203.0.113.77, sent 203.0.113.77",
        "device, 203.0.113.77, sent 203.0.113.77",
        "monitoring, 10.6.6.25, hidden 10.6.6.25",
        "monitoring, $(reboot), no-address",
        "nothing, 203.0.113.77, no-address"
    })
    void aStickThatLeadsAllToTheRouterIsAskedForItsAddress(String page, String address, String said) throws Exception {
        put(basic("me", "secret"));
        program("uci", "case $3 in outpost.stick.opened) echo dmz ;; *) cat " + root.resolve("good") + " ;; esac");
        program(
                "jsonfilter",
                "cat >/dev/null; case $2 in *nexthop*) echo 192.168.8.1 ;; *) echo 192.168.8.100 ;; esac");
        program("nc", "cat >/dev/null");
        program("wget", "false");
        program(
                "uclient-fetch",
                "case $* in *http://192.168.8.1/api/" + page + "/*) echo '<response><WanIPAddress>" + address
                        + "</WanIPAddress></response>' ;; *) echo '<error><code>100002</code></error>' ;; esac");

        assertEquals(said, once());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "200, badauth, refused badauth",
        "401, badauth, refused badauth",
        "401, go away, refused HTTP-401",
        "200, KO, refused KO",
        "200, <html>insert SIM, refused a-web-page",
        "429, slow down, refused HTTP-429",
        "500, good, refused HTTP-500",
        "200, nochg 203.0.113.77, sent 203.0.113.77"
    })
    void whatTheProviderSaysIsHeard(int code, String words, String said) throws Exception {
        put(basic("me", "secret"));
        status = code;
        answer = words;

        assertEquals(said, once());

        if (said.startsWith("refused")) {
            var problem = assertThrows(
                    ProblemException.class,
                    () -> KeepName.require(basic("me", "").name(), said, "f"));
            assertEquals("WAY-NAME-REFUSED", problem.problem().code().toString());
        }
    }

    /** Each letter by itself and in company, in each field: carried as it is, or refused; never run, shown or logged. */
    @Test
    void hostileValuesAreCarriedLiterally() throws Exception {
        var values = new ArrayList<String>();
        for (var letter = ' '; letter < 127; letter++) {
            values.add("x" + letter + "y");
        }
        values.addAll(List.of(
                NASTY,
                "$(reboot)",
                "`reboot`",
                "'; reboot; '",
                "\\",
                "\\\\n",
                "\\\"",
                "@IP@",
                "@/etc/passwd",
                "-K /etc/passwd"));
        var count = 0;
        for (var value : values) {
            if (!value.contains(":")) {
                put(basic(value, value));
                assertTold("/update?hostname=barn.example.org&ip=203.0.113.77 " + value + ":" + value + " ", value);
                count++;
            }
            put(query(value, value));
            assertTold("/update?u=" + value + "&p=" + value + "&ip=203.0.113.77  ", value);
            count++;
        }
        assertTrue(count >= 200, "so many: " + count);
        assertFalse(Files.exists(root.resolve("log")), "nothing is logged");
        assertEquals(
                "--config -",
                Files.readAllLines(root.resolve("argv")).stream().distinct().collect(Collectors.joining()));
        for (var bad : List.of("", "a\nurl = http://elsewhere", "a\rb", "\u0007")) {
            assertThrows(ProblemException.class, basic("me", bad)::request);
        }
    }

    private void assertTold(String expected, String value) throws Exception {
        Files.deleteIfExists(root.resolve("tmp/outpost-ddns.sent"));
        assertEquals("sent 203.0.113.77", once(), value);
        assertEquals(expected, asked.getLast());
    }

    /**
     * Each family as its paper says: what arrives, and what comes of each answer. {@code same}: the answer where nothing had to be changed.
     *
     * @param path of one that no table knows
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            no-ip.com      | -                                   | me | GET /nic/update?hostname=barn.example.org&myip=203.0.113.77 me:t0ken     | good 203.0.113.77   | nochg 203.0.113.77  | 200 badauth
            duckdns.org    | -                                   | '' | GET /update?domains=barn&token=t0ken&ip=203.0.113.77                          | OK                  | OK                  | 200 KO
            dynv6.com      | -                                   | '' | GET /api/update?hostname=barn.example.org&token=t0ken&ipv4=203.0.113.77       | addresses updated   | addresses unchanged | 401 invalid authentication token
            desec.io       | -                                   | me | GET /?hostname=barn.example.org&myipv4=203.0.113.77 me:t0ken            | good                | nochg               | 401 badauth
            cloudflare.com | -                                   | 0/dns_records/1 | PATCH /client/v4/zones/0/dns_records/1 Bearer t0ken {"type":"A","name":"barn.example.org","content":"203.0.113.77","ttl":60,"proxied":false} | {"result":{},"success":true} | {"success": true} | 403 {"success":false,"errors":[{"code":10000}]}
            own.example    | /u/[USERNAME]?n=[DOMAIN]&at=[IP]    | me | GET /u/me?n=barn.example.org&at=203.0.113.77 me:t0ken                   | done                | nothing to do       | 200 badauth
            query.example  | /u?n=[DOMAIN]&k=[PASSWORD]&at=[IP]  | '' | GET /u?n=barn.example.org&k=t0ken&at=203.0.113.77                             | done                | nothing to do       | 403 no
            """)
    void everyFamilyIsToldInItsManner(
            String provider, String path, String user, String arrives, String good, String same, String bad)
            throws Exception {
        var family = DdnsProvider.named(provider).orElseGet(() -> DdnsProvider.of(provider, "https://x" + path));
        var here = new DdnsProvider(
                provider,
                family.url().replaceFirst("https://[^/]+", url()),
                family.login(),
                family.method(),
                family.data(),
                family.username(),
                family.good());
        Files.writeString(
                root.resolve("good"), here.good().isEmpty() ? "" : "\\(" + String.join("\\|", here.good()) + "\\)\n");
        put(new KeepName(new DdnsWish(here, HOST, user, new SecretSource.Prompt()), Secret.of("t0ken")));
        var conf = root.resolve("etc/outpost-ddns");
        Files.writeString(conf, Files.readString(conf).replace("max-time = 30", "max-time = 2"));

        assertEquals("sent 203.0.113.77", said("200 " + good));
        assertEquals("sent 203.0.113.77", said("200 " + same));
        assertTrue(said(bad).matches("refused (badauth|KO|HTTP-40[13])"), bad);
        assertEquals("refused HTTP-429", said("429 Too Many Requests"));
        assertEquals("refused a-web-page", said("200 <!DOCTYPE html><html><body>good OK success: please insert a SIM"));
        assertEquals("refused HTTP-302", said("302 "));
        assertEquals("failed 28", said("silence"));

        assertEquals(7, asked.size(), asked::toString);
        for (var each = 0; each < asked.size(); each++) {
            assertEquals(
                    arrives,
                    (methods.get(each) + " " + asked.get(each))
                            .replaceAll(" +", " ")
                            .strip());
        }
        assertFalse(Files.exists(root.resolve("log")), "nothing is logged");
        assertEquals(
                "--config -",
                Files.readAllLines(root.resolve("argv")).stream().distinct().collect(Collectors.joining()));
    }

    private String said(String answers) throws Exception {
        Files.deleteIfExists(root.resolve("tmp/outpost-ddns.sent"));
        status = answers.equals("silence") ? 0 : Integer.parseInt(answers.substring(0, 3));
        answer = answers.substring(4);
        return once();
    }

    @Test
    void theZonesOwnServerIsAskedUntilTheNameHasMoved() throws Exception {
        assumeTrue(Files.isExecutable(DNSMASQ), "no dnsmasq: apt-get install dnsmasq-base lets this run");
        var port = FreePort.any();
        Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 127.0.0.1\n");
        var hosts = Files.writeString(root.resolve("hosts"), "203.0.113.77 " + HOST + "\n");
        var server = new ProcessBuilder(
                        DNSMASQ.toString(),
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--port=" + port,
                        "--no-resolv",
                        "--no-hosts",
                        "--addn-hosts=" + hosts,
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--pid-file=",
                        "--user=root",
                        "--local=/example.org/",
                        "--dns-rr=example.org,2," + NS,
                        "--host-record=ns.example.org,127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var told = new Told();
            var check = new DomainCheck(root, port);
            assertEquals(Optional.empty(), check.awaited(HOST, "203.0.113.77", Duration.ofSeconds(5), told));

            var elsewhere =
                    check.awaited(HOST, "203.0.113.78", Duration.ZERO, told).orElseThrow();
            assertEquals("WAY-NAME-ELSEWHERE", elsewhere.code().toString());

            Files.writeString(hosts, "203.0.113.78 " + HOST + "\n");
            new ProcessBuilder("kill", "-HUP", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
            assertEquals(Optional.empty(), check.awaited(HOST, "203.0.113.78", Duration.ofSeconds(10), told));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private String url() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private KeepName basic(String user, String password) {
        return name(url() + "/update?hostname=[DOMAIN]&ip=[IP]", user, password);
    }

    private KeepName query(String user, String password) {
        return name(url() + "/update?u=[USERNAME]&p=[PASSWORD]&ip=[IP]", user, password);
    }

    private static KeepName name(String url, String user, String password) {
        return new KeepName(
                new DdnsWish(DdnsProvider.of("own.example", url), HOST, user, new SecretSource.Prompt()),
                Secret.of(password));
    }

    private void put(KeepName name) throws IOException {
        Files.writeString(root.resolve("etc/outpost-ddns"), name.request().reveal());
    }

    private void wan(String address) throws IOException {
        Files.writeString(root.resolve("wan"), address + "\n");
    }

    private void program(String name, String body) throws IOException {
        var file = Files.writeString(root.resolve("bin/" + name), "#!" + BUSYBOX + " ash\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** A name that nobody asks for any more: program and secret go, and not before no guard could bring the name back. */
    @Test
    void leavesTheRouterOnceNobodyWantsTheName() throws Exception {
        put(basic("me", "secret"));
        Files.writeString(root.resolve("good"), "");
        var guard = Files.createDirectories(root.resolve("etc/outpost/guard"));
        Files.writeString(guard.resolve("complete"), "");

        var held = script("run").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertFalse(held.waitFor(2, TimeUnit.SECONDS), "the guard may bring it back");
        held.descendants().forEach(ProcessHandle::destroy);
        held.destroy();
        assertTrue(Files.exists(root.resolve("etc/outpost-ddns")));

        Files.delete(guard.resolve("complete"));
        var gone = script("run").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertTrue(gone.waitFor(3, TimeUnit.MINUTES));
        assertFalse(Files.exists(root.resolve("etc/outpost-ddns")), "the secret");
        assertEquals(List.of(), asked, "the provider hears nothing");
    }

    private ProcessBuilder script(String word) {
        var builder = new ProcessBuilder(
                        BUSYBOX.toString(), "ash", root.resolve("ddns.sh").toString(), word)
                .redirectErrorStream(true);
        builder.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("OUTPOST_ROOT", root.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private String once() throws Exception {
        var process = script("once").start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        return said;
    }

    private void answers(HttpExchange exchange) throws IOException {
        try (exchange) {
            var login = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .map(header -> header.startsWith("Basic ")
                            ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
                            : header)
                    .orElse("");
            var uri = exchange.getRequestURI();
            var query = Optional.ofNullable(uri.getRawQuery())
                    .map(raw -> "?" + URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .orElse("");
            asked.add(uri.getPath() + query + " " + login + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            methods.add(exchange.getRequestMethod());
            if (status == 0) {
                silent.await();
            }
            var bytes = (answer + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
