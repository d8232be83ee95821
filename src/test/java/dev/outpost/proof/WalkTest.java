package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraTarget;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ZoneAnswer;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of a path in, the first broken hop out: from a site where all is well, one thing differs in each row. */
class WalkTest {
    private static final Instant NOW = Instant.parse("2026-11-27T04:00:00Z");
    private static final String KEY = "aAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHnM=";
    private static final String RELAY_KEY = "cmVsYXlrZXlyZWxheWtleXJlbGF5a2V5cmVsYXlrZXk=";
    private static final String DDNS =
            "{way-in: ddns, ddns: {provider: no-ip.com, hostname: barn.example.org, username: me, password: 'env:D'}}";
    private static final Duration SHORT = Duration.ofMillis(40);

    @TempDir
    Path folder;

    private String access = "{relay: vps1}";
    private String modem = "{}";

    private Site aSite() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(
                folder.resolve("relays/vps1.yaml"),
                "host: 203.0.113.10\nuser: root\npublic-address: 203.0.113.10\ntunnel: 10.77.0.0/16\nlisten: 51820\n");
        return SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), """
                        site: barn
                        router: {reach: 192.168.1.1}
                        modem: %s
                        access: %s
                        viewers: [phone]
                        cameras: [{name: yard, address: 192.168.1.64, services: [{name: rtsp, port: 554}]}]
                        """.formatted(modem, access)));
    }

    /** What both ends said; a row changes some of it. */
    private static final class Facts {
        private final List<String> path = new ArrayList<>(List.of(
                "lan 192.168.1.1",
                "apn internet",
                "proto ncm",
                "waited 0",
                "address 100.72.1.9",
                "node /dev/ttyUSB0",
                "dns 10.0.0.1",
                "handshake " + NOW.minusSeconds(30).getEpochSecond(),
                "redirect outpost_cam_yard src_dip 10.77.0.18",
                "redirect outpost_cam_yard dest_ip 192.168.1.64"));
        private final List<String> tunnel = new ArrayList<>(List.of(
                "interface up",
                "program wg",
                "key " + KEY,
                "endpoint 203.0.113.10:51820",
                "transfer 4000 5000",
                "clock " + NOW.getEpochSecond()));
        private final List<String> camera = new ArrayList<>(List.of("ping", "open 554"));
        private final Map<String, String> relay = new LinkedHashMap<>(Map.of(
                "user",
                "0",
                "key",
                RELAY_KEY,
                "live",
                RELAY_KEY,
                "allowed",
                KEY + " 10.77.0.16/28",
                "handshakes",
                KEY + " " + NOW.minusSeconds(30).getEpochSecond(),
                "clock",
                Long.toString(NOW.getEpochSecond())));
        private final Map<String, Dial> cameras = new LinkedHashMap<>(Map.of("yard", answers()));
        private final List<CameraProof.Check> checks =
                new ArrayList<>(List.of(good("TCP 554"), good("RTSP OPTIONS"), good("RTSP DESCRIBE")));
        private Optional<Problem> proof = Optional.empty();
        private Optional<Dial> router = Optional.of(answers());
        private Optional<Problem> laptop = Optional.empty();
        private Optional<Problem> noRelay = Optional.empty();
        private Optional<Problem> noRouter = Optional.empty();
        private boolean carries = true;
        private boolean fromViewer = true;
        private Optional<ZoneAnswer> name = Optional.empty();
        private String dialled = "";

        /** The router itself is the viewers' end, the viewer is in, and nothing else is known of a relay. */
        void direct() {
            path.removeIf(line -> line.startsWith("address "));
            path.addAll(List.of(
                    "address 8.8.4.4",
                    "listens 51820",
                    "opens 51820",
                    "calls 3",
                    "peer " + RELAY_KEY + " " + NOW.minusSeconds(30).getEpochSecond()));
            dialled = "8.8.4.4";
            name = Optional.of(new ZoneAnswer(true, List.of("8.8.4.4"), List.of(), "192.0.2.53", true));
        }

        /** Nobody is in, and whoever looks gets no answer. */
        void nobodyIsIn() {
            silent();
            path.replaceAll(line -> line.startsWith("peer ") ? "peer " + RELAY_KEY + " 0" : line);
        }

        void pathSays(String before, String after) {
            path.replaceAll(line -> line.startsWith(before) ? after : line);
            path.removeIf(String::isEmpty);
        }

        private static Dial answers() {
            return new Dial.Connected(InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {}, SHORT);
        }

        private static CameraProof.Check good(String what) {
            return new CameraProof.Check(what, true, "fine", SHORT);
        }

        /** Nothing was heard for an hour, at either end. */
        void silent() {
            var then = NOW.minusSeconds(3600).getEpochSecond();
            path.replaceAll(line -> line.startsWith("handshake ") ? "handshake " + then : line);
            relay.put("handshakes", KEY + " " + then);
            cameras.clear();
            checks.clear();
            router = Optional.empty();
        }

        /** wan has no address; the lines say why. */
        void wanLacks(String... lines) {
            silent();
            path.removeIf(line -> line.startsWith("address "));
            path.addAll(List.of(lines));
        }

        void routerSays(String before, String after) {
            tunnel.replaceAll(line -> line.startsWith(before) ? after : line);
            tunnel.removeIf(String::isEmpty);
        }

        /** The camera takes no call from the tunnel. */
        void cameraIs(Dial dial, String... lines) {
            cameras.put("yard", dial);
            checks.clear();
            camera.clear();
            camera.addAll(List.of(lines));
        }

        /** The camera was talked to, and that came of it. */
        void cameraFails(ProblemCode code, CameraProof.Check... made) {
            checks.clear();
            checks.addAll(List.of(made));
            proof = Optional.of(problem(code));
        }
    }

    private static Problem problem(ProblemCode code) {
        return new Problem(code, "it is so", "it was seen", "look again");
    }

    record Row(String name, Consumer<Facts> differs, Optional<HopName> hop, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, HopName hop, String code, Consumer<Facts> differs) {
        return new Row(name, differs, Optional.of(hop), code);
    }

    private static Row well(String name, Consumer<Facts> differs) {
        return new Row(name, differs, Optional.empty(), "");
    }

    static Stream<Row> rows() {
        var silence = new Dial.Silent(Duration.ofSeconds(5));
        return Stream.of(
                well("all is well", _ -> {}),
                well("nobody looked from a viewer's place", f -> f.fromViewer = false),
                row("this computer has no way out", HopName.LAPTOP, "LAPTOP-DEFAULT-ROUTE", f -> {
                    f.silent();
                    f.laptop = Optional.of(problem(ProblemCode.LAPTOP_DEFAULT_ROUTE));
                    f.noRelay = Optional.of(problem(ProblemCode.RELAY_UNREACHABLE));
                }),
                row("the router is silent at both ends", HopName.ROUTER, "WAY-ROUTER-SILENT", f -> {
                    f.silent();
                    f.noRouter = Optional.of(problem(ProblemCode.ROUTER_UNREACHABLE));
                }),
                row("the relay never heard the router", HopName.ROUTER, "WAY-ROUTER-SILENT", f -> {
                    f.silent();
                    f.relay.put("handshakes", KEY + " 0");
                    f.noRouter = Optional.of(problem(ProblemCode.ROUTER_UNREACHABLE));
                }),
                row("the dongle is gone", HopName.DONGLE, "WAN-NO-DEVICE", f -> f.wanLacks("gone /dev/ttyUSB0")),
                row("the stick has no link", HopName.DONGLE, "WAN-NO-LINK", f -> {
                    f.wanLacks("carrier usb0");
                    f.path.replaceAll(line -> line.equals("proto ncm") ? "proto dhcp" : line);
                }),
                row("the SIM wants its PIN", HopName.SIM, "SIM-PIN-NEEDED", f -> f.wanLacks("modem +CPIN: SIM PIN")),
                row("the SIM is blocked", HopName.SIM, "SIM-PUK-NEEDED", f -> f.wanLacks("modem +CPIN: SIM PUK")),
                row("there is no SIM", HopName.SIM, "SIM-ABSENT", f -> f.wanLacks("modem +CME ERROR: 10")),
                row(
                        "no signal",
                        HopName.SIGNAL,
                        "MODEM-NO-SIGNAL",
                        f -> f.wanLacks(
                                "modem +CPIN: READY", "modem +CSQ: 99,99", "modem +CREG: 0,2", "modem +CEREG: 0,2")),
                row(
                        "the network denies",
                        HopName.REGISTRATION,
                        "MODEM-DENIED",
                        f -> f.wanLacks(
                                "modem +CPIN: READY", "modem +CSQ: 20,99", "modem +CREG: 0,3", "modem +CEREG: 0,3")),
                row("the router knows no name", HopName.DNS, "WAY-NAME-UNKNOWN", f -> {
                    f.silent();
                    f.tunnel.add("unresolved relay.example.org");
                }),
                row("a name was lost when it booted, and UDP is lost now", HopName.RELAY_UDP, "WAY-NO-HANDSHAKE", f -> {
                    f.silent();
                    f.tunnel.add("log netifd: outpost (3501): Name or service not known: `relay.example.org:51820'");
                }),
                row(
                        "a name was lost once, and somebody took the tunnel down",
                        HopName.HANDSHAKE,
                        "WAY-TUNNEL-DOWN",
                        f -> {
                            f.silent();
                            f.routerSays("interface ", "interface down");
                            f.tunnel.add(
                                    "log netifd: outpost (3501): Name or service not known: `relay.example.org:51820'");
                        }),
                row("the router's clock stands in 1970", HopName.CLOCK, "WAY-CLOCK-BEHIND", f -> {
                    f.silent();
                    f.routerSays("clock ", "clock 1000");
                }),
                row("the relay is dead", HopName.RELAY_SSH, "RELAY-UNREACHABLE", f -> {
                    f.silent();
                    f.noRelay = Optional.of(problem(ProblemCode.RELAY_UNREACHABLE));
                }),
                row("the relay has another key", HopName.RELAY_SSH, "RELAY-HOSTKEY-CHANGED", f -> {
                    f.silent();
                    f.noRelay = Optional.of(problem(ProblemCode.RELAY_HOSTKEY_CHANGED));
                }),
                row("the relay's WireGuard is down", HopName.RELAY_UDP, "RELAY-TUNNEL-DOWN", f -> {
                    f.silent();
                    f.relay.remove("live");
                }),
                row("somebody filters UDP, and it went once", HopName.RELAY_UDP, "WAY-NO-HANDSHAKE", f -> {
                    f.silent();
                    f.routerSays("transfer ", "transfer 4000 90000");
                }),
                row("somebody filters UDP from the first day on", HopName.RELAY_UDP, "WAY-NO-HANDSHAKE", f -> {
                    f.silent();
                    f.relay.remove("handshakes");
                    f.path.removeIf(line -> line.startsWith("handshake "));
                    f.routerSays("transfer ", "transfer 0 90000");
                }),
                row("the router's end is down", HopName.HANDSHAKE, "WAY-TUNNEL-DOWN", f -> {
                    f.silent();
                    f.routerSays("interface ", "interface down");
                }),
                row("the router's end has no key", HopName.HANDSHAKE, "WAY-TUNNEL-DOWN", f -> {
                    f.silent();
                    f.routerSays("key ", "");
                }),
                row("not one byte left the router", HopName.HANDSHAKE, "WAY-NOTHING-SENT", f -> {
                    f.silent();
                    f.routerSays("transfer ", "transfer 0 0");
                }),
                row("the relay does not know the router's key", HopName.HANDSHAKE, "WAY-KEY-UNKNOWN", f -> {
                    f.silent();
                    f.relay.remove("handshakes");
                    f.relay.put("allowed", RELAY_KEY + " 10.77.0.16/28");
                }),
                row("the relay forgot the site", HopName.MAY_VIEW, "WAY-NOT-CARRIED", f -> f.carries = false),
                row(
                        "the router's firewall lets nothing in",
                        HopName.ROUTER_TUNNEL,
                        "WAY-ROUTER-SILENT",
                        f -> f.router = Optional.of(silence)),
                row("somebody took the redirect", HopName.REDIRECT, "CAM-NO-WAY", f -> {
                    f.path.removeIf(line -> line.startsWith("redirect "));
                    f.cameraIs(silence, "ping", "open 554");
                }),
                row(
                        "the redirect leads elsewhere",
                        HopName.REDIRECT,
                        "CAM-NO-WAY",
                        f -> f.path.replaceAll(line -> line.replace("dest_ip 192.168.1.64", "dest_ip 192.168.1.65"))),
                row("the camera has no power", HopName.CAMERA_LINK, "CAM-NO-LINK", f -> f.cameraIs(silence)),
                row(
                        "the camera has no gateway",
                        HopName.CAMERA_GATEWAY,
                        "CAM-NO-GATEWAY",
                        f -> f.cameraIs(silence, "ping", "open 554")),
                row(
                        "the camera refuses RTSP",
                        HopName.RTSP,
                        "CAM-REFUSED",
                        f -> f.cameraIs(new Dial.Refused(SHORT), "ping")),
                row(
                        "the camera starts, and none of its ports answers",
                        HopName.RTSP,
                        "CAM-SILENT",
                        f -> f.cameraIs(silence, "ping")),
                row(
                        "the camera speaks no RTSP",
                        HopName.RTSP,
                        "CAM-SILENT",
                        f -> f.cameraFails(ProblemCode.CAM_SILENT, Facts.good("TCP 554"))),
                row(
                        "the camera takes no login",
                        HopName.LOGIN,
                        "CAM-PASSWORD-WRONG",
                        f -> f.cameraFails(
                                ProblemCode.CAM_PASSWORD_WRONG, Facts.good("TCP 554"), Facts.good("RTSP OPTIONS"))),
                row(
                        "the camera's lock is on",
                        HopName.LOGIN,
                        "CAM-PASSWORD-WAIT",
                        f -> f.cameraFails(
                                ProblemCode.CAM_PASSWORD_WAIT, Facts.good("TCP 554"), Facts.good("RTSP OPTIONS"))),
                row("the viewer's own tunnel is down", HopName.VIEWER, "WAY-VIEWER-SILENT", f -> f.checks.clear()));
    }

    /** The same where the router itself is the viewers' own end. */
    static Stream<Row> directRows() {
        var silence = new Dial.Silent(Duration.ofSeconds(5));
        return Stream.of(
                well("all is well", _ -> {}),
                well("nobody looked from a viewer's place, and nobody is in", f -> {
                    f.nobodyIsIn();
                    f.fromViewer = false;
                }),
                well("the router is out of reach, and the viewer is served", f -> {
                    f.noRouter = Optional.of(problem(ProblemCode.ROUTER_UNREACHABLE));
                }),
                row("neither the viewer nor this computer gets an answer", HopName.ROUTER, "WAY-ROUTER-SILENT", f -> {
                    f.nobodyIsIn();
                    f.noRouter = Optional.of(problem(ProblemCode.ROUTER_UNREACHABLE));
                }),
                row("the SIM wants its PIN", HopName.SIM, "SIM-PIN-NEEDED", f -> {
                    f.nobodyIsIn();
                    f.wanLacks("modem +CPIN: SIM PIN");
                }),
                row("the address is of carrier NAT now", HopName.ADDRESS, "WAY-HIDDEN", f -> {
                    f.nobodyIsIn();
                    f.pathSays("address ", "address 100.72.1.9");
                }),
                row("the clock stands in 1970, so the name does not follow", HopName.CLOCK, "WAY-CLOCK-BEHIND", f -> {
                    f.nobodyIsIn();
                    f.routerSays("clock ", "clock 1000");
                }),
                row("the name leads to the address of yesterday", HopName.NAME, "WAY-NAME-ELSEWHERE", f -> {
                    f.nobodyIsIn();
                    f.name = Optional.of(new ZoneAnswer(true, List.of("8.8.4.5"), List.of(), "192.0.2.53", true));
                }),
                row("the rule on wan is gone", HopName.ROUTER_UDP, "WAY-PORT-SHUT", f -> {
                    f.nobodyIsIn();
                    f.path.removeIf(line -> line.matches("(opens|listens|calls) .*"));
                }),
                row("WireGuard listens elsewhere", HopName.ROUTER_UDP, "WAY-PORT-SHUT", f -> {
                    f.nobodyIsIn();
                    f.pathSays("listens ", "listens 51821");
                }),
                row("no call comes in from outside", HopName.CALLS, "WAY-NO-HANDSHAKE", f -> {
                    f.nobodyIsIn();
                    f.pathSays("calls ", "calls 0");
                }),
                row("the router's end is down", HopName.HANDSHAKE, "WAY-TUNNEL-DOWN", f -> {
                    f.nobodyIsIn();
                    f.routerSays("interface ", "interface down");
                }),
                row("the router does not know the viewer's key", HopName.HANDSHAKE, "WAY-KEY-UNKNOWN", f -> {
                    f.nobodyIsIn();
                    f.pathSays("peer ", "peer " + KEY + " 0");
                }),
                row("calls come in, and this viewer is not among them", HopName.VIEWER, "WAY-VIEWER-SILENT", f -> {
                    f.nobodyIsIn();
                }),
                row("another viewer is in, this one is not", HopName.VIEWER, "WAY-VIEWER-SILENT", f -> {
                    f.cameras.clear();
                    f.checks.clear();
                    f.router = Optional.of(silence);
                }),
                row("somebody took the redirect", HopName.REDIRECT, "CAM-NO-WAY", f -> {
                    f.path.removeIf(line -> line.startsWith("redirect "));
                    f.cameraIs(silence, "ping", "open 554");
                }),
                row("the camera has no power", HopName.CAMERA_LINK, "CAM-NO-LINK", f -> f.cameraIs(silence)),
                row("the camera has no gateway", HopName.CAMERA_GATEWAY, "CAM-NO-GATEWAY", f -> {
                    f.router = Optional.of(new Dial.Refused(SHORT));
                    f.cameraIs(silence, "ping", "open 554");
                }),
                row(
                        "the camera takes no login",
                        HopName.LOGIN,
                        "CAM-PASSWORD-WRONG",
                        f -> f.cameraFails(
                                ProblemCode.CAM_PASSWORD_WRONG, Facts.good("TCP 554"), Facts.good("RTSP OPTIONS"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("directRows")
    void namesItWhereTheRouterIsTheViewersEnd(Row row) throws IOException {
        access = DDNS;
        named(new Row(
                row.name(),
                f -> {
                    f.direct();
                    row.differs().accept(f);
                },
                row.hop(),
                row.code()));
    }

    /** Without a name the viewers' pages hold the address itself. */
    @Test
    void anAddressThatMovedIsToldWhereNoNameFollows() throws IOException {
        access = "{way-in: direct}";
        named(row("the address moved", HopName.ADDRESS, "WAY-NEEDS-NAME", f -> {
            f.direct();
            f.nobodyIsIn();
            f.dialled = "8.8.4.5";
        }));
    }

    /** Viewers call a stick that is a router itself, and it leads them to this one, or does not. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dmz 1 192.168.8.100, ''",
        "dmz 0, WAY-STICK-SHUT",
        "dmz 1 192.168.8.7, WAY-STICK-SHUT",
        "error 100003 /api/security/dmz, ''",
        "silent /api/security/dmz, ''",
    })
    void namesTheStickThatForgot(String says, String code) throws IOException {
        access = "{way-in: direct}";
        modem = "{hilink: dmz}";
        var broken = Optional.of(HopName.STICK).filter(_ -> !code.isEmpty());
        named(new Row(
                says,
                f -> {
                    f.direct();
                    if (!code.isEmpty()) {
                        f.nobodyIsIn();
                    }
                    f.pathSays("address ", "address 192.168.8.100");
                    f.path.addAll(List.of(
                            "stick host 192.168.8.1", "stick own 192.168.8.100", "stick wan 8.8.4.4", "stick " + says));
                },
                broken,
                code));
    }

    /** What carries wan instead of a dongle: no SIM is blamed. */
    static Stream<Row> lineRows() {
        return Stream.of(
                row("{uplink: ethernet}", HopName.WAN_MODEM, "WAN-NO-LINK", f -> f.wanLacks("carrier eth1")),
                row("{uplink: ethernet}", HopName.WAN_MODEM, "WAN-NO-ADDRESS", f -> f.wanLacks()),
                row(
                        "{uplink: wifi, wifi: {ssid: Farm, password: 'env:FARM'}}",
                        HopName.HOTSPOT,
                        "WAN-NO-LINK",
                        f -> f.wanLacks("carrier phy0-sta0")),
                row(
                        "{uplink: wifi, wifi: {ssid: Farm, password: 'env:FARM'}}",
                        HopName.HOTSPOT,
                        "WAN-WIFI-REFUSED",
                        f -> f.wanLacks(
                                "carrier phy0-sta0",
                                "log wpa_supplicant[1]: phy0-sta0: CTRL-EVENT-SSID-TEMP-DISABLED reason=WRONG_KEY")),
                row(
                        "{uplink: wifi, wifi: {ssid: Farm, password: 'env:FARM'}}",
                        HopName.HOTSPOT,
                        "WAN-NO-ADDRESS",
                        f -> f.wanLacks()));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("lineRows")
    void blamesNoSimWhereALineCarriesWan(Row row) throws IOException {
        modem = row.name();
        named(row("", row.hop().orElseThrow(), row.code(), f -> {
            f.pathSays("proto ", "proto dhcp");
            row.differs().accept(f);
        }));

        assertTrue(
                walked(_ -> {}).stream().map(Hop::name).noneMatch(Set.of(HopName.DONGLE, HopName.SIM)::contains),
                "no hop of a dongle");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void namesTheFirstBrokenHopAndNeverANeighbour(Row row) throws IOException {
        named(row);
    }

    private void named(Row row) throws IOException {
        var way = walked(row.differs());

        var broken = Hop.firstBroken(way);
        assertEquals(row.hop(), broken.map(Hop::name), way + "");
        assertEquals(
                row.code(),
                broken.flatMap(Hop::problem).map(p -> p.code().toString()).orElse(""));
        broken.flatMap(Hop::problem)
                .ifPresent(problem -> assertFalse(problem.next().isBlank(), "what to do: " + problem));
        assertTrue(
                way.stream()
                        .filter(Hop::isBroken)
                        .allMatch(hop -> hop.name() == row.hop().orElseThrow()),
                "what lies behind it is not blamed: "
                        + way.stream().filter(Hop::isBroken).toList());
    }

    /** The hops come in one order, each once, whatever is broken. */
    @Test
    void walksEachHopOnceInItsOrder() throws IOException {
        var other = Set.of(
                HopName.WAN_MODEM, HopName.HOTSPOT, HopName.STICK, HopName.NAME, HopName.ROUTER_UDP, HopName.CALLS);
        for (var row : rows().toList()) {
            assertEquals(
                    Stream.of(HopName.values())
                            .filter(hop -> !other.contains(hop))
                            .toList(),
                    walked(row.differs()).stream().map(Hop::name).toList(),
                    row.name());
        }
    }

    private List<Hop> walked(Consumer<Facts> differs) throws IOException {
        var site = aSite();
        var facts = new Facts();
        differs.accept(facts);
        var tunnel = tunnel(site, facts.dialled);
        var look = new StringBuilder();
        facts.relay.forEach((name, text) ->
                look.append("== ").append(name).append('\n').append(text).append('\n'));
        if (facts.carries) {
            look.append("== sites\nfile barn\n")
                    .append(tunnel.onRelay(new TunnelKey.Born(KEY)).text());
        }
        var relay =
                facts.noRelay.isPresent() ? Optional.<RelayFacts>empty() : Optional.of(RelayFacts.parse(look + "\n"));
        var router = facts.noRouter.isPresent()
                ? Optional.<RouterPath>empty()
                : Optional.of(RouterPath.of(
                        "192.168.1.1", false, facts.path, facts.tunnel, Map.of("yard", facts.camera), List.of()));
        var proof = new CameraProof(
                new CameraTarget(
                        "yard",
                        "10.77.0.18",
                        554,
                        80,
                        "192.168.1.64",
                        Optional.empty(),
                        new CameraTarget.Paths("/1", "/2", "/3", "/4", "/5")),
                "a viewer",
                facts.checks,
                Optional.empty(),
                Optional.empty(),
                facts.proof);
        return SiteLook.walked(new PathSeen(
                site,
                tunnel,
                NOW,
                facts.laptop,
                facts.noRelay,
                relay,
                facts.noRouter,
                router,
                facts.router,
                facts.cameras,
                List.of(proof),
                facts.fromViewer,
                facts.name));
    }

    private static TunnelPlan tunnel(Site site, String dialled) {
        var cameras = new LinkedHashMap<String, Ipv4>();
        cameras.put("yard", Ipv4.of("10.77.0.18"));
        var phone = new Peer("phone", Peer.Role.VIEWER, Ipv4.of("10.77.240.1"), Optional.of(RELAY_KEY));
        var entry = new SiteEntry(
                "barn",
                site.access().isDirect() ? TunnelPlan.DIRECT : "vps1",
                Cidr.of("10.77.0.0/16"),
                1,
                cameras,
                List.of(phone),
                List.of(),
                Optional.of(KEY));
        return TunnelPlan.of(site, entry, Optional.of(dialled)).orElseThrow();
    }
}
