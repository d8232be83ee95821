package dev.outpost.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.SetupDue;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SlowHash;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.AnswerCameras;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.Looked;
import dev.outpost.router.OwnFile;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Change;
import dev.outpost.step.Told;
import dev.outpost.survey.LaptopFacts;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWriter;
import dev.outpost.uplink.ModemChoice;
import dev.outpost.uplink.RouterPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts and site in, exact changes out: from a site that is as its file says, one thing differs in each row. */
class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-27T04:00:00Z");
    private static final String KEY = "ssh-rsa AAAA outpost";
    private static final String RELAY_KEY = "cmVsYXlrZXlyZWxheWtleXJlbGF5a2V5cmVsYXlrZXk=";
    private static final Unit UNIT = new Unit("", "SHA256:router");

    private static final String PACKAGES =
            "Package: kernel\nVersion: 6.6.144~" + "a".repeat(32) + "-r1\nStatus: install user installed\n\n";

    private static final String SITE = """
            site: barn
            router:
              reach: 192.168.1.1
            access:
              relay: vps1
            viewers: [phone]
            admins: [bench]
            cameras:
              - {name: yard, address: 192.168.1.64, services: [{name: rtsp, port: 554}]}
            """;

    @TempDir
    Path folder;

    private Site site;
    private RouterFacts router;

    @BeforeEach
    void aSiteThatIsAsItsFileSays() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(
                folder.resolve("relays/vps1.yaml"),
                "host: 203.0.113.10\nuser: root\npublic-address: 203.0.113.10\ntunnel: 10.77.0.0/16\nlisten: 51820\n");
        site = site(SITE);
        router = looked().facts();
        for (var change : router(router, site).missing(router)) {
            router = change.appliedTo(router);
        }
    }

    @Test
    void asksForNothingTheSecondTime() {
        assertEquals("", lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter()));
    }

    /** What told a provider of its address leaves with the way that needed it. */
    @Test
    void aNameThatNobodyAsksForAnyMoreGoes() {
        var name = Sections.section("ddns", "ddns")
                .option("hostname", "barn.example.org")
                .build();
        var named = SectionChange.missing(router, "outpost", name).orElseThrow().appliedTo(router);

        assertEquals(
                "router: outpost.ddns goes",
                lines(planner(Wishes.NONE).plan(seen(named, site)).onRouter()));
    }

    /** A modem that is built in is a USB device on an internal port; nobody probed it, the router's tree decides. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', textBlock = """
            zte-mf286r   | 1-1   | comgt-ncm kmod-usb-acm kmod-usb-net-rndis          | proto ncm (was dhcp), device /dev/ttyACM0
            quectel-ec25 | 2-1.2 | kmod-usb-net-qmi-wwan kmod-usb-serial-option uqmi | proto qmi (was dhcp), device /dev/cdc-wdm0
            """)
    void aModemOnAnInternalPortGoesTheDonglesWay(String modem, String port, String packages, String wan)
            throws IOException {
        site = site(SITE + "modem: {apn: web.example}\n");
        var facts = looked().says("usb", usb(modem, port)).facts();

        var chosen = new ModemChoice(State.in(folder.resolve("state")), site, Optional.empty(), new Told())
                .seenOn(facts)
                .orElseThrow();

        assertEquals(packages, chosen.candidate().packages().stream().sorted().collect(Collectors.joining(" ")));
        var changes = lines(router(facts, site).with(chosen).wanChanges(facts));
        assertTrue(changes.contains(wan), changes);
    }

    /** A simulated dongle as a router that has its drivers shows it. */
    private static String usb(String dongle, String port) throws IOException {
        var lines = new ArrayList<String>();
        var nodes = new HashMap<String, Integer>();
        for (var line :
                Files.readAllLines(Path.of("src/bench/resources/dev/outpost/bench/dongles", dongle, "dongle.txt"))) {
            var words = line.split(" ");
            switch (words[0]) {
                case "usb" -> {
                    lines.add(port + "/idVendor\t" + words[1].substring(0, 4));
                    lines.add(port + "/idProduct\t" + words[1].substring(5));
                }
                case "interface" -> lines.addAll(usbInterface(port + ":1." + words[1], words, nodes));
                default -> {}
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> usbInterface(String path, String[] words, Map<String, Integer> nodes) {
        var triple = words[2].split("/");
        var lines = new ArrayList<>(List.of(
                path + "/bInterfaceNumber\t0" + words[1],
                path + "/bInterfaceClass\t" + triple[0],
                path + "/bInterfaceSubClass\t" + triple[1],
                path + "/bInterfaceProtocol\t" + triple[2],
                path + "/bNumEndpoints\t0" + words[3],
                path + "/driver\t" + words[4]));
        var kind = switch (words[5] + " " + words[4]) {
            case "tty cdc_acm" -> "tty/ttyACM";
            case "tty option" -> "ttyUSB";
            case "net+wdm qmi_wwan" -> "usbmisc/cdc-wdm";
            case "net rndis_host", "net cdc_ether" -> "net/usb";
            default -> "";
        };
        if (!kind.isEmpty()) {
            lines.add(path + "/" + kind + (nodes.merge(kind, 1, Integer::sum) - 1) + "\t");
        }
        return lines;
    }

    /** A camera that will not have its power is told before anybody climbs, and before anything is written. */
    @Test
    void aCameraWithoutPowerIsRefused() throws IOException {
        var thin = site(SITE.replace(
                "address: 192.168.1.64,",
                "address: 192.168.1.64, power: {source: tl-poe150s, cable-m: 90, cable: thin},"));

        var refusal = new Planner(thin, Wishes.NONE, planner(Wishes.NONE).pin(), Optional.empty())
                .plan(seen(router, thin))
                .refusal();

        assertEquals("POWER-CABLE", refusal.orElseThrow().code().toString());
    }

    /** Whoever changed one option by hand finds exactly that one put right. */
    @ParameterizedTest(name = "{0}.{1}.{2} = {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            network | outpost | proto | static | "set network.outpost.proto='wireguard'"
            network | outpost | addresses | 10.77.0.99/32 | "delete network.outpost.addresses; add_list network.outpost.addresses='10.77.0.17/32'"
            network | outpost | mtu | 1500 | "set network.outpost.mtu='1380'"
            network | outpost | private_key | aGVyOw== | ""
            network | outpost_relay | endpoint_host | 198.51.100.9 | "set network.outpost_relay.endpoint_host='203.0.113.10'"
            network | outpost_relay | endpoint_port | 51821 | "set network.outpost_relay.endpoint_port='51820'"
            network | outpost_relay | persistent_keepalive | 0 | "set network.outpost_relay.persistent_keepalive='25'"
            network | outpost_relay | allowed_ips | 0.0.0.0/0 | "delete network.outpost_relay.allowed_ips; add_list network.outpost_relay.allowed_ips='10.77.0.0/16'"
            network | outpost_relay | route_allowed_ips | 0 | "set network.outpost_relay.route_allowed_ips='1'"
            network | outpost_relay | public_key | AAAA | "set network.outpost_relay.public_key='cmVsYXlrZXlyZWxheWtleXJlbGF5a2V5cmVsYXlrZXk='"
            network | outpost_relay | description | mine | "delete network.outpost_relay.description"
            network | wan | metric | 20 | ""
            network | lan | ipaddr | 192.168.9.1 | ""
            firewall | outpost_zone | name | other | "set firewall.outpost_zone.name='outpost'"
            firewall | outpost_zone | device | eth0 | "delete firewall.outpost_zone.device; add_list firewall.outpost_zone.device='outpost'"
            firewall | outpost_zone | input | ACCEPT | "set firewall.outpost_zone.input='REJECT'"
            firewall | outpost_zone | output | REJECT | "set firewall.outpost_zone.output='ACCEPT'"
            firewall | outpost_zone | forward | ACCEPT | "set firewall.outpost_zone.forward='REJECT'"
            firewall | outpost_zone | mtu_fix | 0 | "set firewall.outpost_zone.mtu_fix='1'"
            firewall | outpost_zone | masq | 1 | "delete firewall.outpost_zone.masq"
            firewall | outpost_ssh | src | wan | "set firewall.outpost_ssh.src='outpost'"
            firewall | outpost_ssh | proto | tcp udp | "delete firewall.outpost_ssh.proto; add_list firewall.outpost_ssh.proto='tcp'"
            firewall | outpost_ssh | dest_port | 2222 | "set firewall.outpost_ssh.dest_port='22'"
            firewall | outpost_ssh | target | REJECT | "set firewall.outpost_ssh.target='ACCEPT'"
            firewall | outpost_ping | proto | tcp | "delete firewall.outpost_ping.proto; add_list firewall.outpost_ping.proto='icmp'"
            firewall | outpost_ping | icmp_type | echo-reply | "delete firewall.outpost_ping.icmp_type; add_list firewall.outpost_ping.icmp_type='echo-request'"
            firewall | outpost_cam_yard | src | wan | "set firewall.outpost_cam_yard.src='outpost'"
            firewall | outpost_cam_yard | src_dip | 10.77.0.19 | "set firewall.outpost_cam_yard.src_dip='10.77.0.18'"
            firewall | outpost_cam_yard | dest_ip | 192.168.1.1 | "set firewall.outpost_cam_yard.dest_ip='192.168.1.64'"
            firewall | outpost_cam_yard | target | SNAT | "set firewall.outpost_cam_yard.target='DNAT'"
            firewall | outpost_cam_yard | reflection | 1 | "set firewall.outpost_cam_yard.reflection='0'"
            firewall | outpost_cam_yard | dest_port | 80 | "delete firewall.outpost_cam_yard.dest_port"
            firewall | outpost_cams_out | src_ip | 192.168.1.1 | "delete firewall.outpost_cams_out.src_ip; add_list firewall.outpost_cams_out.src_ip='192.168.1.64'"
            firewall | outpost_cams_out | dest | wan | "set firewall.outpost_cams_out.dest='*'"
            firewall | outpost_cams_in | enabled | 0 | "delete firewall.outpost_cams_in.enabled"
            firewall | outpost_cams_udp | dest_port | !67 | "delete firewall.outpost_cams_udp.dest_port; add_list firewall.outpost_cams_udp.dest_port='!67'; add_list firewall.outpost_cams_udp.dest_port='!123'"
            outpost | site | relay | 198.51.100.9 | "set outpost.site.relay='203.0.113.10'"
            outpost | site | tunnel | 10.77.0.33 | "set outpost.site.tunnel='10.77.0.17'"
            outpost | site | camera | gate | "delete outpost.site.camera; add_list outpost.site.camera='yard 192.168.1.64 10.77.0.18'"
            outpost | site | run | run-1 | ""
            """)
    void putsRightWhatSomebodyChanged(String uci, String section, String option, String wrong, String exactly) {
        var before = router.uci(uci).section(section).orElseThrow();
        var value = before.get(option).filter(UciValue.Many.class::isInstance).isPresent()
                ? new UciValue.Many(List.of(wrong.split(" ")))
                : new UciValue.Scalar(wrong);
        var changed = new SectionChange(uci, before.with(option, value), Optional.of(before)).appliedTo(router);

        var plan = planner(Wishes.NONE).plan(seen(changed, site));

        assertEquals(
                exactly,
                plan.onRouter().stream()
                        .flatMap(change -> change.exactly().stream())
                        .map(line -> line.replaceFirst("^uci ", ""))
                        .collect(Collectors.joining("; ")));
    }

    /** Whoever changes the site file gets what follows from that, and nothing else. */
    @ParameterizedTest(name = "{0} => {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {name: yard, address: 192.168.1.64 | {name: yard, address: 192.168.1.65 | "router: firewall.outpost_cam_yard: dest_ip 192.168.1.65 (was 192.168.1.64); router: firewall.outpost_cams_out: src_ip 192.168.1.65 (was 192.168.1.64); router: firewall.outpost_cams_in: src_ip 192.168.1.65 (was 192.168.1.64); router: firewall.outpost_cams_udp: src_ip 192.168.1.65 (was 192.168.1.64); router: outpost.site: camera yard 192.168.1.65 10.77.0.18 (was yard 192.168.1.64 10.77.0.18)"
            {name: yard, | {name: gate, | "router: firewall.outpost_cam_gate = redirect: name outpost camera gate, src outpost, dest lan, proto tcp udp, src_dip 10.77.0.18, dest_ip 192.168.1.64, target DNAT, reflection 0; router: firewall.outpost_cam_yard goes; router: outpost.site: camera gate 192.168.1.64 10.77.0.18 (was yard 192.168.1.64 10.77.0.18)"
            viewers: [phone] | viewers: [phone, office] | ""
            viewers: [phone] | viewers: [] | ""
            admins: [bench] | admins: [] | ""
            relay: vps1 | "relay: vps1¶  way-in: later" | "router: network.outpost: auto 0, no addresses (was 10.77.0.17/32), no mtu (was 1380); router: outpost.site: tunnel none (was 10.77.0.17), no camera (was yard 192.168.1.64 10.77.0.18)"
            relay: vps1 | "relay: vps1¶  way-in: wireguard" | ""
            relay: vps1 | "relay: vps1¶  way-in: direct" | "router: network.outpost: addresses 10.78.0.17/32 (was 10.77.0.17/32), listen_port 51820; router: network.outpost_peer_phone = wireguard_outpost: allowed_ips 10.78.240.1/32, route_allowed_ips 1, public_key born on this computer first; router: network.outpost_peer_bench = wireguard_outpost: allowed_ips 10.78.240.2/32, route_allowed_ips 1, public_key born on this computer first; router: network.outpost_peer_outpost_proof = wireguard_outpost: allowed_ips 10.78.240.3/32, route_allowed_ips 1, public_key born on this computer first; router: network.outpost_relay goes; router: firewall.outpost_ssh_bench = rule: name outpost ssh bench, src outpost, src_ip 10.78.240.2, proto tcp, dest_port 22, target ACCEPT; router: firewall.outpost_ssh goes; router: firewall.outpost_cam_yard: src_dip 10.78.0.18 (was 10.77.0.18); router: outpost.site: relay none (was 203.0.113.10), tunnel 10.78.0.17 (was 10.77.0.17), camera yard 192.168.1.64 10.78.0.18 (was yard 192.168.1.64 10.77.0.18); router: firewall.outpost_wan = rule: name outpost viewers, src wan, family ipv4, proto udp, dest_port 51820, target ACCEPT"
              reach: 192.168.1.1 | "reach: 192.168.1.1¶  lan: 192.168.1.1/24" | ""
              reach: 192.168.1.1 | "reach: 192.168.1.1¶  lan: 192.168.1.2/24" | router: LAN moves from 192.168.1.1/24 to 192.168.1.2/24
              reach: 192.168.1.1 | "reach: 192.168.1.1¶  lan: 192.168.37.1/24" | LAN-CAMERA-OUTSIDE
              reach: 192.168.1.1 | "reach: 192.168.1.1¶  lan: auto" | ""
            site: barn | site: quay | ROUTER-ELSEWHERE
            viewers: [phone] | "viewers: [phone]¶modem: {spares: [huawei-e3372h-hilink]}" | "router: install kmod-mii (size not known); router: install kmod-nls-base (size not known); router: install kmod-usb-core (size not known); router: install kmod-usb-net (size not known); router: install kmod-usb-net-cdc-ether (size not known); router: install usb-modeswitch (size not known)"
            services: [{name: rtsp, port: 554}]} | "services: [{name: rtsp, port: 554}]}¶  - {name: gate, address: 192.168.1.66}" | "router: firewall.outpost_cam_gate = redirect: name outpost camera gate, src outpost, dest lan, proto tcp udp, src_dip 10.77.0.19, dest_ip 192.168.1.66, target DNAT, reflection 0; router: firewall.outpost_cams_out: src_ip 192.168.1.64 192.168.1.66 (was 192.168.1.64); router: firewall.outpost_cams_in: src_ip 192.168.1.64 192.168.1.66 (was 192.168.1.64); router: firewall.outpost_cams_udp: src_ip 192.168.1.64 192.168.1.66 (was 192.168.1.64); router: outpost.site: camera yard 192.168.1.64 10.77.0.18 gate 192.168.1.66 10.77.0.19 (was yard 192.168.1.64 10.77.0.18)"
            services: [{name: rtsp, port: 554}] | services: [{name: web, port: 80}] | ""
            viewers: [phone] | "viewers: [phone]¶modem: {uplink: ethernet}" | WAN-NO-PORT
            viewers: [phone] | "viewers: [phone]¶modem: {uplink: ncm}" | ""
            address: 192.168.1.64, | "address: 192.168.1.64, internet: true," | "router: firewall.outpost_cams_names = rule: name outpost cameras names, src lan, proto udp, src_ip 192.168.1.64, dest_port !53 !67 !123, target REJECT; router: firewall.outpost_cams_out goes; router: firewall.outpost_cams_udp goes"
            address: 192.168.1.64, | "address: 192.168.1.64, mac: '44:47:CC:00:11:22'," | "router: firewall.outpost_cams_mac_out = rule: name outpost cameras mac out, src lan, proto all, src_mac 44:47:cc:00:11:22, target REJECT, dest *; router: firewall.outpost_cams_mac_in = rule: name outpost cameras mac in, src lan, proto tcp icmp, src_mac 44:47:cc:00:11:22, target REJECT; router: firewall.outpost_cams_mac_udp = rule: name outpost cameras mac udp, src lan, proto udp, src_mac 44:47:cc:00:11:22, dest_port !67 !123, target REJECT"
            """)
    void followsTheSiteFile(String from, String to, String expected) throws IOException {
        assertTrue(SITE.contains(from.replace('¶', '\n')), from);
        site = site(SITE.replace(from.replace('¶', '\n'), to.replace('¶', '\n')));

        var plan = planner(Wishes.NONE).plan(seen(router, site));

        assertEquals(
                expected,
                plan.refusal().map(problem -> problem.code().toString()).orElseGet(() -> lines(plan.onRouter())));
    }

    private static final String RADIO = """
            package wireless
            config wifi-device 'radio0'
            	option type 'mac80211'
            	option band 'BAND'
            	option disabled '1'
            config wifi-iface 'default_radio0'
            	option device 'radio0'
            	option network 'lan'
            	option mode 'ap'
            	option ssid 'OpenWrt'
            	option encryption 'none'
            """;

    /** What a radio is told, line by line; a fresh router's own open network stays silent. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2g | "modem: {uplink: wifi, wifi: {ssid: barn, password: env:WIFI, country: DE}}¶" | "wireless.radio0: disabled 0 (was 1), country DE; wireless.default_radio0: disabled 1; wireless.outpost_sta = wifi-iface: device radio0, mode sta, network wan, ssid barn, encryption sae-mixed; the password of the wireless network barn: *****; network.wan: no device (was eth1); /etc/hotplug.d/iface/70-outpost-fit makes the tunnel's packets fit into wan's own"
            -  | "modem: {uplink: wifi, wifi: {ssid: barn, password: env:WIFI}}¶" | WIFI-NO-RADIO
            2g | "modem: {uplink: wifi, wifi: {ssid: barn, password: env:SHORT}}¶" | SITE-WIFI-PASSWORD
            2g | "modem: {uplink: wifi, wifi: {ssid: barn, password: env:NONE}}¶" | SECRET-MISSING
            5g | "wifi: {ssid: cams, password: env:WIFI}" | WIFI-NO-COUNTRY
            -  | "wifi: {ssid: cams, password: env:WIFI}" | WIFI-NO-RADIO
            """)
    void tellsTheRadioWhatTheSiteFileAsks(String band, String words, String expected) throws IOException {
        site = site(withWifi(words));
        router = withRadio(band);

        var plan = planner(Wishes.NONE).plan(seen(router, site));

        assertEquals(
                expected,
                plan.refusal()
                        .map(problem -> problem.code().toString())
                        .orElseGet(() -> lines(plan.onRouter().stream()
                                        .filter(change -> !change.kind().equals("package"))
                                        .toList())
                                .replace("router: ", "")));
    }

    private static String withWifi(String words) {
        return words.startsWith("modem")
                ? words.replace('¶', '\n') + SITE
                : SITE.replace("services: [", words + ", services: [").replace("192.168.1.64", "192.168.38.64");
    }

    private RouterFacts withRadio(String band) {
        var all = new ArrayList<>(router.config().values());
        var now = looked();
        all.forEach(uci -> now.says(uci.name(), UciWriter.export(uci)));
        return band.equals("-")
                ? now.facts()
                : now.says("wireless", RADIO.replace("BAND", band)).facts();
    }

    @Test
    void aWirelessCameraHasANetworkOfItsOwnAndASecondRunFindsItSo() throws IOException {
        site = site(withWifi("mac: '44:47:cc:00:11:22', wifi: {ssid: cams, password: env:WIFI, country: DE}"));
        router = withRadio("2g");
        var changes = planner(Wishes.NONE).plan(seen(router, site)).onRouter();
        var lines = lines(changes);
        for (var expected : List.of(
                "wireless.outpost_ap = wifi-iface: device radio0, mode ap, network outpost_ap, ssid cams, encryption psk2, isolate 1",
                "network.outpost_ap = interface: proto static, ipaddr 192.168.38.1/24",
                "dhcp.outpost_ap_yard = host: name yard, mac 44:47:cc:00:11:22, ip 192.168.38.64",
                "firewall.outpost_ap_zone = zone: name outpost_ap, network outpost_ap, input REJECT, output ACCEPT, forward REJECT",
                "firewall.outpost_ap_ntp = rule: name outpost wireless cameras ntp, src outpost_ap, proto udp, dest_port 123",
                "firewall.outpost_cam_yard: dest outpost_ap (was lan)",
                "firewall.outpost_cams_out goes")) {
            assertTrue(lines.contains(expected), expected + "\n" + lines);
        }
        assertFalse(lines.contains("correct horse"), lines);
        for (var change : changes) {
            router = change.appliedTo(router);
        }
        assertEquals(
                "router: the password of the wireless network cams: *****",
                lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter()));

        router = set("wireless", "outpost_ap", "wifi-iface", "key", "*");
        router = set("outpost", "outpost_ap", "wifi", "mark", SlowHash.of("correct horse"));
        assertEquals("", lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter()));

        router = set("outpost", "outpost_ap", "wifi", "mark", SlowHash.of("another one"));
        assertEquals(
                "router: the password of the wireless network cams: *****",
                lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter()));
    }

    private RouterFacts set(String uci, String section, String type, String option, String value) {
        var before = router.uci(uci).section(section);
        var after = before.orElseGet(() -> UciSection.named(type, section)).with(option, new UciValue.Scalar(value));
        return new SectionChange(uci, after, before).appliedTo(router);
    }

    /** What a run found a camera to need stays, follows its address, and goes with it. */
    @Test
    void speaksForACameraThatWasSeenToHaveNoGateway() throws IOException {
        for (var change : new AnswerCameras(Map.of("yard", Ipv4.of("192.168.1.64")), Set.of("yard")).missing(router)) {
            router = change.appliedTo(router);
        }
        assertEquals("", lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter()));

        site = site(SITE.replace("192.168.1.64", "192.168.1.65"));
        assertTrue(lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter())
                .contains("firewall.outpost_back_yard: dest_ip 192.168.1.65 (was 192.168.1.64)"));

        site = site(SITE.replace("name: yard", "name: gate"));
        assertTrue(lines(planner(Wishes.NONE).plan(seen(router, site)).onRouter())
                .contains("firewall.outpost_back_yard goes"));
    }

    /** What a router is like decides whether it is written to. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            password | blank | fresh | ""
            password | set   | somebody's | ROUTER-NOT-FRESH
            system   | config system¶\toption hostname 'attic' | named | ROUTER-NOT-FRESH
            outpost  | package outpost¶config site 'site'¶\toption name 'barn' | ours | ""
            outpost  | package outpost¶config site 'site'¶\toption name 'quay' | another's | ROUTER-ELSEWHERE
            pending  | network.lan.ipaddr='1.2.3.4' | half changed | ROUTER-PENDING
            mounts   | overlayfs:/tmp/root / overlay rw,noatime 0 0 | still formatting | FLASH-NOT-READY
            mounts   | overlayfs:/overlay / overlay ro,noatime 0 0 | full | FLASH-FULL
            mounts   | /dev/root / ext4 rw,noatime 0 0 | an ext4 image | ""
            mounts   | tmpfs / tmpfs rw 0 0 | from RAM | ""
            manager  | none | without a package manager | PKG-MANAGER
            packages | "" | without a known kernel | PKG-KERNEL
            """)
    void refusesWhatMayNotBeWrittenTo(String part, String said, String what, String code) {
        var facts = fresh().says(part, said.replace('¶', '\n') + "\n").facts();

        var plan = planner(Wishes.NONE).plan(seen(facts, site));

        assertEquals(
                code, plan.refusal().map(problem -> problem.code().toString()).orElse(""), what);
    }

    /** A router that somebody set up is written to where a person named its MAC. */
    @ParameterizedTest
    @CsvSource({"c0:06:c3:00:00:01, ''", "c0:06:c3:00:00:02, ROUTER-NOT-FRESH"})
    void takesARouterThatAPersonNames(String adopted, String code) {
        var facts = fresh().says("password", "set\n")
                .says("board", "mac c0:06:c3:00:00:01\n")
                .facts();
        var wishes = new Wishes(Optional.empty(), Optional.empty(), Optional.of(adopted), false, false);

        var plan = planner(wishes).plan(seen(facts, site));

        assertEquals(
                code, plan.refusal().map(problem -> problem.code().toString()).orElse(""), facts.board()::toString);
    }

    /** What a router lacks besides configuration. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            keys     | ssh-rsa BBBB other | router: key outpost (ssh-rsa) may log in
            keys     | ""                 | router: key outpost (ssh-rsa) may log in
            password | blank              | "router: root gets a password: *****"
            clock    | 0¶300              | router: clock 1970-01-01 to 2026-11-27
            clock    | 1795752001¶300     | ""
            clock    | 1795751000¶300     | router: clock 2026-11-27T03:43 to 2026-11-27T04:00
            clock    | 1899999999¶300     | ""
            """)
    void bringsWhatIsMissing(String part, String said, String expected) {
        var facts = looked().says(part, said.replace('¶', '\n') + "\n").facts();

        var now = lines(router(facts, site).missing(facts).stream()
                .filter(change -> List.of("key", "password", "clock").contains(change.kind()))
                .toList());

        assertEquals(expected, now);
    }

    /** The kernel asks for a name once; an address has nothing to be asked again. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"203.0.113.10, false", "relay.example.org, true"})
    void followsARelayThatIsDialledByItsName(String address, boolean follows) throws IOException {
        var file = folder.resolve("relays/vps1.yaml");
        Files.writeString(
                file, Files.readString(file).replace("public-address: 203.0.113.10", "public-address: " + address));
        var facts = looked().facts();

        site = site(Files.readString(folder.resolve("site.yaml")));
        var changes = router(facts, site).missing(facts);

        assertEquals(
                follows,
                changes.stream().anyMatch(change -> change.describe().contains("outpost-follow")),
                changes::toString);
    }

    /** Data of a month that the site file names are counted; once it names none any more, the limit goes, and only that. */
    @Test
    void countsTheDataThatTheSiteFileGives() throws IOException {
        site = site(SITE + "modem: {data: 10GB}\n");
        var counted = router;

        var first = router(counted, site).missing(counted);
        for (var change : first) {
            counted = change.appliedTo(counted);
        }
        var second = router(counted, site).missing(counted);
        site = site(SITE);
        var dropped = router(counted, site).missing(counted);

        assertEquals(
                List.of("section", "file", "file"),
                first.stream().map(Change::kind).toList(),
                first + "");
        assertEquals(
                List.of(),
                second.stream().filter(SectionChange.class::isInstance).toList());
        assertEquals(
                List.of("uci set outpost.budget.data='0'"),
                dropped.stream().flatMap(change -> change.exactly().stream()).toList());
    }

    private static final String SERVER = "Package: uhttpd\nVersion: 2024.10.04\nStatus: install user installed\n";

    /** The page of lights: where a server is, with each camera's first port; what somebody changed or another version left is put right. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no server | as it was | ""
            fresh     | as it was | "router: outpost.lights = lights: camera yard 192.168.1.64 554; router: /www/cgi-bin/outpost tells how line, tunnel and cameras are, without secrets; router: /www/outpost.html shows that to whoever is on its LAN; router: /etc/hotplug.d/iface/70-outpost-fit makes the tunnel's packets fit into wan's own"
            there     | as it was | ""
            there     | port: 8554 | "router: outpost.lights: camera yard 192.168.1.64 8554 (was yard 192.168.1.64 554)"
            older     | as it was | "router: /www/cgi-bin/outpost tells how line, tunnel and cameras are, without secrets; router: /www/outpost.html shows that to whoever is on its LAN"
            """)
    void showsLightsWhereARouterHasAServer(String before, String change, String expected) throws IOException {
        if (!before.equals("no server")) {
            router = with(SERVER);
        }
        if (List.of("there", "older").contains(before)) {
            for (var each : router(router, site).missing(router)) {
                router = each.appliedTo(router);
            }
            router = before.equals("older")
                    ? new RouterChange.Put(new OwnFile("/www/outpost.html", "644", "older", "page")).appliedTo(router)
                    : router;
        }
        if (!change.equals("as it was")) {
            site = site(SITE.replace("port: 554", change));
        }

        var changes = planner(Wishes.NONE).plan(seen(router, site)).onRouter().stream()
                .filter(each -> !each.kind().equals("package"))
                .toList();

        assertEquals(expected, lines(changes));
    }

    @Test
    void saysWhyNoLightsAreShown() {
        assertEquals(
                "not made: the router has no uhttpd",
                router(router, site)
                        .satisfied(router)
                        .get("/outpost.html shows line, tunnel and cameras to whoever is on its LAN"));
    }

    /** The same router with another package. */
    private RouterFacts with(String installed) {
        var now = looked().says("packages", PACKAGES + installed);
        router.config().values().forEach(uci -> now.says(uci.name(), UciWriter.export(uci)));
        return now.facts();
    }

    private static String lines(List<? extends Change> changes) {
        return changes.stream().map(Change::describe).collect(Collectors.joining("; "));
    }

    private static Looked looked() {
        return Looked.freshly("24.10")
                .says("keys", KEY + "\n")
                .says("manager", "opkg\n")
                .says("password", "set\n")
                .says("packages", PACKAGES)
                .says("mounts", "overlayfs:/overlay / overlay rw,noatime 0 0\n/dev/mtdblock6 /overlay jffs2 rw 0 0\n")
                .says("clock", NOW.getEpochSecond() + "\n300\n");
    }

    private static Looked fresh() {
        return looked().says("password", "blank\n").says("keys", "");
    }

    private Planner planner(Wishes wishes) {
        return new Planner(site, wishes, pin(site), Optional.empty());
    }

    /** What is announced was never seen: it is left out as soon as the camera was set up as the file has it. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "" | "" | ""
            192.168.1.64 | 192.168.1.65 | yard
            ONVIF | WEB | yard
            Europe/Berlin | Europe/Lisbon | yard
            . | "" | yard
            """)
    void announcesTheCamerasThatAreToBeSetUp(String now, String before, String due) throws IOException {
        var wanted = site(SITE.replace(
                "address: 192.168.1.64,", "address: 192.168.1.64, setup: {viewer: onvif, timezone: Europe/Berlin},"));
        var seen = seen(router, wanted);
        var as = SetupDue.as(wanted, wanted.cameras().getFirst());
        var setUp = now.equals(".") ? Map.<String, String>of() : Map.of("yard", as.replace(now, before));

        var plan = new Planner(wanted, Wishes.NONE, pin(wanted), Optional.empty()).plan(seen.with(laptop(seen, setUp)));

        assertEquals(
                due,
                plan.atCameras().stream().map(SetupDue::camera).collect(Collectors.joining()),
                () -> as + plan.atCameras());
        plan.atCameras()
                .forEach(camera -> assertEquals(
                        "activated if it is fresh; clock from the router, zone Europe/Berlin; ONVIF on; user viewer may look, and"
                                + " nothing else; small stream fit for a mobile line; address 192.168.1.64, gateway the router; what"
                                + " is so already is left alone, and what only a hand can set is said",
                        camera.words()));
    }

    private static LaptopFacts laptop(Seen seen, Map<String, String> camerasSetUp) {
        var now = seen.laptop();
        return new LaptopFacts(
                now.now(),
                now.toolKey(),
                now.authorizedKeys(),
                now.unit(),
                now.elsewhere(),
                now.given(),
                now.proposed(),
                now.hasPassword(),
                now.probe(),
                now.relayKey(),
                now.nets(),
                now.packages(),
                camerasSetUp,
                false);
    }

    private RouterPin pin(Site of) {
        return new RouterPin(
                State.in(folder.resolve("state")).site("barn"),
                new Secrets(Map.of("WIFI", "correct horse", "SHORT", "seven77"), _ -> Optional.empty()),
                of);
    }

    private RouterPlan router(RouterFacts now, Site of) {
        return planner(Wishes.NONE).plan(seen(now, of)).router();
    }

    private Seen seen(RouterFacts now, Site of) {
        var ledger = Ledger.in(folder.resolve("state"));
        var proposed = TunnelPlan.wish(of, relay()).map(ledger::propose);
        var laptop = new LaptopFacts(
                NOW,
                Optional.of(KEY),
                List.of(),
                Optional.of(UNIT),
                Optional.empty(),
                Optional.<SiteEntry>empty(),
                proposed,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                false);
        return new Seen(
                now,
                "192.168.1.1",
                "SHA256:router",
                Optional.empty(),
                relay(),
                Optional.empty(),
                Optional.empty(),
                laptop);
    }

    private static Optional<RelayFacts> relay() {
        return Optional.of(RelayFacts.parse("== user\n0\n== key\n" + RELAY_KEY + "\n== forward\n1\n"));
    }

    private Site site(String words) throws IOException {
        return SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), words));
    }
}
