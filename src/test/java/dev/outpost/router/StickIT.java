package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Script;
import dev.outpost.site.ModemWish.Hilink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to a HiLink stick by the router's scripts: real BusyBox ash and nc against a small web server that wants a session and its tokens. */
class StickIT {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final String STATUS = "/api/monitoring/status";
    private static final String DEVICE = "/api/device/information";
    private static final String DMZ = "/api/security/dmz";
    private static final String NAT = "/api/security/nat";

    @TempDir
    Path root;

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private HttpServer stick;
    private int tokens;
    private int stale;
    private boolean spent;
    private boolean forgets;
    private String own = "192.168.8.100";

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "no busybox");
        pages.put(STATUS, "<WanIPAddress>93.184.215.14</WanIPAddress>");
        pages.put(DMZ, "<DmzStatus>0</DmzStatus>\r\n<DmzIPAddress></DmzIPAddress>");
        pages.put(NAT, "<NATType>0</NATType>");
        stick = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stick.createContext("/", this::answers);
        stick.start();
    }

    @AfterEach
    void stop() {
        stick.stop(0);
    }

    private synchronized void answers(HttpExchange asked) throws IOException {
        try (asked) {
            var path = asked.getRequestURI().getPath();
            var sent = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var bytes = answer(path, sent, asked).getBytes(StandardCharsets.UTF_8);
            asked.sendResponseHeaders(200, bytes.length);
            asked.getResponseBody().write(bytes);
        }
    }

    private String answer(String path, String sent, HttpExchange asked) {
        if (path.endsWith("/SesTokInfo")) {
            spent = false;
            return "<?xml version=\"1.0\"?>\r\n<response>\r\n<SesInfo>SessionID=s" + ++tokens
                    + "</SesInfo>\r\n<TokInfo>t" + tokens + "</TokInfo>\r\n</response>";
        }
        var header = asked.getRequestHeaders();
        if (!("SessionID=s" + tokens).equals(header.getFirst("Cookie"))) {
            return "<error><code>125002</code></error>";
        }
        if (spent || stale-- > 0 || !("t" + tokens).equals(header.getFirst("__RequestVerificationToken"))) {
            return "<error>\r\n<code>125003</code>\r\n</error>";
        }
        if (!sent.isEmpty()) {
            spent = true;
            posted.add(sent);
            if (!forgets) {
                pages.put(path, sent.replaceFirst("(?s).*<request>(.*)</request>", "$1"));
            }
            return "<response>OK</response>";
        }
        var page = pages.getOrDefault(path, "error 100002");
        return page.startsWith("error ")
                ? "<error><code>" + page.substring(6) + "</code></error>"
                : "<response>" + page + "</response>";
    }

    @Test
    void tellsWhatTheStickIsAndOpensAndShutsIt() throws Exception {
        assertEquals(Optional.of(Ipv4.of("93.184.215.14")), look().address());
        assertEquals(Optional.empty(), look().dmz());

        assertEquals("0 ", set("dmz", 1));

        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><request><DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.100</DmzIPAddress></request>",
                posted.getFirst());
        assertTrue(look().does(Hilink.DMZ));
        assertEquals("0 ", set("full-cone", 1));
        assertTrue(look().does(Hilink.FULL_CONE) && look().does(Hilink.DMZ));
        assertEquals("0 ", set("dmz", 0));
        assertEquals("0 ", set("full-cone", 0));
        assertTrue(!look().does(Hilink.FULL_CONE) && !look().does(Hilink.DMZ));
    }

    /** What the owner opened himself stays his: it is neither noted nor shut; what he set otherwise since is not touched. */
    @Test
    void onlyWhatWasOpenedHereIsEverShut() throws Exception {
        pages.put(DMZ, "<DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.100</DmzIPAddress>");
        assertEquals("0 ", set("dmz", 1));
        assertEquals("0 ", set("dmz", 0));
        assertEquals(List.of(), posted, "it led here before");

        pages.put(DMZ, "<DmzStatus>0</DmzStatus>");
        assertEquals("0 ", set("dmz", 1));
        assertEquals("0 ", set("dmz", 1));
        assertEquals(1, posted.size(), "the second time it stands");
        pages.put(DMZ, "<DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.7</DmzIPAddress>");
        assertEquals("0 ", set("dmz", 0));
        assertEquals(1, posted.size(), "somebody gave it another host meanwhile");
        nothingIsNoted();
    }

    /** A run that died left the note; the router has another address by then; and what stood before comes back. */
    @Test
    void whatItDidBeforeComesBack() throws Exception {
        pages.put(DMZ, "<DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.50</DmzIPAddress>");
        assertEquals("0 ", set("dmz", 1));
        own = "192.168.8.101";
        assertEquals("0 ", set("dmz", 1));
        assertTrue(pages.get(DMZ).contains("192.168.8.101"), pages.get(DMZ));
        assertEquals("""
                config stick 'stick_dmz'
                \toption opened 'dmz'
                \toption leads '1 192.168.8.101'
                \toption before '1 192.168.8.50'
                """, Files.readString(note()));

        forgets = true;
        assertTrue(set("dmz", 0).startsWith("99 the DMZ of the stick at 127.0.0.1 leads elsewhere than 192.168.8.50"));
        assertTrue(Files.exists(note()), "it is still to be shut");
        forgets = false;
        assertEquals("0 ", set("dmz", 0));

        assertEquals("<DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.50</DmzIPAddress>", pages.get(DMZ));
        nothingIsNoted();
    }

    /** A login that came since: what is open can be shut by its owner alone, and that is said, each time. */
    @Test
    void whatCannotBeShutIsSaid() throws Exception {
        assertEquals("0 ", set("dmz", 1));
        pages.put(DMZ, "error 100003");

        assertTrue(set("dmz", 0).startsWith("99 the stick at 127.0.0.1 refuses /api/security/dmz: error 100003"));
        assertTrue(Files.exists(note()));
    }

    private Path note() {
        return root.resolve("etc/outpost/stick-dmz");
    }

    private void nothingIsNoted() {
        assertTrue(Files.notExists(note().getParent()), "nothing of it is left on the router");
    }

    /** A token may be stale by then: a fresh one is asked for, once. */
    @Test
    void aStaleTokenIsRenewed() throws Exception {
        stale = 1;
        assertEquals("0 ", set("dmz", 1));
        assertTrue(stale < 1, "it was met");

        stale = 9;
        assertTrue(set("dmz", 1).startsWith("99 the stick at 127.0.0.1 refuses /api/security/dmz: error 125003"));
        assertTrue(stale < 8, "it was met");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "error 100003, 99 the stick at 127.0.0.1 says OK to /api/security/dmz and does not do it",
        "<DmzStatus>1</DmzStatus><DmzIPAddress>192.168.8.101</DmzIPAddress>, 99 the DMZ of the stick at 127.0.0.1 leads elsewhere than 192.168.8.100",
        "<DmzStatus>0</DmzStatus>, 99 the stick at 127.0.0.1 says OK to /api/security/dmz and does not do it",
    })
    void whatIsNotReadBackIsNotDone(String after, String said) throws Exception {
        forgets = true;
        pages.put(DMZ, after);

        assertEquals(said, set("dmz", 1).strip());
        assertEquals(1, posted.size());
        nothingIsNoted();
    }

    /** Hostile or odd pages: at worst nothing is known, and nothing of them is run or kept. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<WanIPAddress>100.72.1.9</WanIPAddress>|100.72.1.9",
                "<WanIPAddress>$(reboot)</WanIPAddress>|",
                "<WanIPAddress>`reboot`</WanIPAddress>|",
                "<WanIPAddress>1.2.3.4;reboot</WanIPAddress>|",
                "<WanIPAddress>999.1.1.1</WanIPAddress>|",
                "<WanIPAddress>0.0.0.0</WanIPAddress>|",
                "<WanIPAddress></WanIPAddress>|",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><WanIPAddress>&e;</WanIPAddress>|",
                "<!DOCTYPE x [<!ENTITY e '9.9.9.9'>]><WanIPAddress>&e;</WanIPAddress>|",
                "<WanIPAddress>93.184.215.14|",
                "<Other><![CDATA[<WanIPAddress>]]></Other>|",
                "HUGE|",
                "HUGE-LINE|",
            })
    void oddPagesAreData(String page, String address) throws Exception {
        pages.put(STATUS, page.replace("HUGE-LINE", "x".repeat(9 << 20)).replace("HUGE", "<a>1</a>\n".repeat(1 << 20)));

        var seen = look();

        assertEquals(Optional.ofNullable(address).map(Ipv4::of), seen.address());
        assertTrue(Files.notExists(root.resolve("log")), "something of it was run");
    }

    @Test
    void aNewerFirmwareTellsItsAddressElsewhere() throws Exception {
        pages.put(STATUS, "<ConnectionStatus>901</ConnectionStatus>");
        pages.put(DEVICE, "<DeviceName>E3372h</DeviceName>\r\n<WanIPAddress>93.184.215.99</WanIPAddress>");

        assertEquals(Optional.of(Ipv4.of("93.184.215.99")), look().address());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"100003, wants a login", "125002, wants a login", "100002, refuses (error 100002)"})
    void whatItDoesNotTellIsSaidInWords(String code, String words) throws Exception {
        pages.put(DMZ, "error " + code);

        assertTrue(look().trouble().orElseThrow().contains(words), look().trouble() + "");
        assertEquals(Optional.of(Ipv4.of("93.184.215.14")), look().address());
    }

    @Test
    void whatIsNoStickIsSilentAndNothingIsThereToBeShut() throws Exception {
        stick.stop(0);

        assertTrue(look().trouble().orElseThrow().contains("nothing at 127.0.0.1 speaks as a HiLink stick does"));
        assertEquals("0 ", set("dmz", 0));
        assertTrue(set("dmz", 1).startsWith("99 "));
    }

    private StickFacts look() throws Exception {
        return StickFacts.read(StickFacts.lines(ash(StickFacts.look()).replaceFirst("^0 ", "")))
                .orElseThrow();
    }

    private String set(String door, int on) throws Exception {
        return ash(StickFacts.script("stick-set").with("DOOR", door).with("ON", on));
    }

    /** The status and what was said. */
    private String ash(Script script) throws Exception {
        var port = stick.getAddress().getPort();
        var text = """
                PATH=/nowhere
                root=%s
                state=%s
                for applet in cat grep head mkdir mv rm rmdir sed sleep sync wc; do eval "$applet() { %s $applet \\"\\$@\\"; }"; done
                nc() { %s nc "$1" %d; }
                wget() {
                    for url; do :; done
                    printf 'GET %%s HTTP/1.0\\r\\n\\r\\n' "${url#http://127.0.0.1}" | nc 127.0.0.1 | sed '1,/^.\\{0,1\\}$/d'
                }
                uci() { echo dhcp; }
                ifstatus() { echo; }
                jsonfilter() { case $2 in *nexthop*) echo 127.0.0.1 ;; *) echo %s ;; esac; }
                reboot() { echo reboot >>%s; }
                """.formatted(root, root.resolve("stick"), BUSYBOX, BUSYBOX, port, own, root.resolve("log"))
                + script.render();
        var ran = new ProcessBuilder(
                        BUSYBOX.toString(),
                        "ash",
                        Files.writeString(root.resolve("s.sh"), text).toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("out").toFile())
                .start();
        assertTrue(ran.waitFor(2, TimeUnit.MINUTES), "it does not end");
        assertTrue(Files.notExists(root.resolve("stick.page")), "its page is gone again");
        return ran.exitValue() + " " + Files.readString(root.resolve("out")).strip();
    }
}
