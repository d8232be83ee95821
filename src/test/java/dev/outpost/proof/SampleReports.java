package dev.outpost.proof;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Depth;
import dev.outpost.camera.Login;
import dev.outpost.camera.LoginBudget;
import dev.outpost.camera.LoopbackVantage;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.RecordingNarrator.Told;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.proof.GuestPages.ViewerPage;
import dev.outpost.reach.Dial;
import dev.outpost.reach.NegativeScan;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.reach.ViewerConf;
import dev.outpost.relay.RelaySetup;
import dev.outpost.shell.Secret;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of one invented site. */
final class SampleReports {
    static final String PASSWORD = "canary-moo-moo-9";

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:41:00Z"), ZoneOffset.UTC);

    private SampleReports() {}

    static List<Report> all() throws IOException {
        return List.of(proven(), silent(), open(), lost());
    }

    static Report proven() throws IOException {
        return report(seen(), List.of(22), List.of(), List.of());
    }

    static Report open() throws IOException {
        var words = "main stream will stall: 4.1 Mbit/s needed, 1.8 there; sub-stream fits (0.3): watch"
                + " rtsp://10.77.0.18/Streaming/Channels/102, or set the main stream to at most 1.5 Mbit/s in the camera";
        return report(
                seen().with(new CameraProof.Check("will it stream", false, words, Duration.ZERO), Optional.empty()),
                List.of(22, 8554),
                List.of(),
                List.of(new SiteStory.Exposed(
                        "TCP 8554 of 203.0.113.10, camera yard", "198.51.100.0/24", "because the insurer looks in")));
    }

    static Report silent() {
        var proof = new CameraCheck(nowhere(), new LoginBudget(Path.of("target", "no-such-file"), NOW))
                .look(target(), Depth.STREAM);
        var site = new SiteProof(
                "barn-north",
                Optional.of("socks5://127.0.0.1:40080"),
                List.of(proof),
                Optional.empty(),
                proof.problem());
        return new Report(site, story(), List.of(), Optional.empty(), NOW.instant(), "barn.yaml", Map.of());
    }

    /** A router that lost its power: walked, with the picture of the day before. */
    static Report lost() throws IOException {
        var silent = silent();
        var picture = seen().picture().orElseThrow().jpeg();
        var gone = new Problem(
                ProblemCode.WAY_ROUTER_SILENT,
                "the router is silent since 20:12",
                "it has no power, or its line is down; from here nobody can tell which",
                "at the site: look at the router's and the dongle's lights");
        return new Report(
                silent.proof().with(gone),
                story(),
                List.of(
                        HopName.LAPTOP.ok("nothing speaks against it"),
                        HopName.ROUTER.broken(gone),
                        HopName.SIM.unknown("the router could not be asked"),
                        HopName.RELAY_SSH.ok("relay vps1 lets us in"),
                        HopName.MAY_VIEW.ok("the viewers are let through"),
                        HopName.CAMERA_LINK
                                .unknown("the router could not be asked")
                                .of("yard")),
                Optional.empty(),
                NOW.instant(),
                "barn.yaml",
                Map.of(
                        "yard",
                        new Report.Kept(
                                Instant.parse("2026-11-21T19:54:00Z"),
                                Base64.getEncoder().encodeToString(picture))));
    }

    static ViewerPage viewer() {
        var key = "aAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHnM=";
        var cameras = new LinkedHashMap<String, Ipv4>();
        cameras.put("yard", Ipv4.of("10.77.0.18"));
        var phone = new Peer("phone", Peer.Role.VIEWER, Ipv4.of("10.77.240.1"), Optional.of(key));
        var entry = new SiteEntry(
                "barn-north", "vps1", Cidr.of("10.77.0.0/16"), 1, cameras, List.of(phone), List.of(), Optional.of(key));
        var onLan = new LinkedHashMap<String, Ipv4>();
        onLan.put("yard", Ipv4.of("192.168.1.64"));
        var setup = new RelaySetup("203.0.113.10", 51820, Cidr.of("10.77.0.0/16"));
        var tunnel = new TunnelPlan(setup, entry, onLan, List.of());
        return new ViewerPage(new ViewerConf(tunnel, phone, Secret.of(key), key), List.of(target()));
    }

    static SiteStory story() {
        return new SiteStory(
                List.of(
                        new SiteStory.Hop(
                                "viewer", "own WireGuard peer; reaches the cameras of this site, nothing else"),
                        new SiteStory.Hop("relay vps1", "203.0.113.10, UDP 51820; table inet outpost"),
                        new SiteStory.Hop("carrier", "100.72.1.9 behind 198.51.100.77: nobody can call in"),
                        new SiteStory.Hop("router", "TP-Link TL-MR3020 v3, OpenWrt 24.10.8, 10.77.0.17"),
                        new SiteStory.Hop("camera yard", "10.77.0.18 leads to 192.168.1.64")),
                List.of(
                        new Told(
                                "uplink ncm on /dev/ttyUSB0",
                                "interface 2 is ff/02/16; AT^NDISSTATQRY answered; cdc-wdm0 is silent"),
                        new Told(
                                "way in: WireGuard through vps1",
                                "100.72.1.9: shared address space of carrier NAT (RFC 6598)"),
                        new Told(
                                "APN airtelgprs.com",
                                "operator 404-10 of the IMSI; the dongle says <b>rude</b> things")),
                List.of(
                        "relay: install nftables, wireguard-tools from the server's own distribution",
                        "relay: site barn-north is 10.77.0.16/28, its router 10.77.0.17",
                        "router: network.wan = ncm on /dev/ttyUSB0, APN airtelgprs.com",
                        "router: camera yard 192.168.1.64 answers at 10.77.0.18"),
                List.of(),
                List.of());
    }

    private static Report report(
            CameraProof camera, List<Integer> expected, List<Integer> unexpected, List<SiteStory.Exposed> doors) {
        var scanned = List.of(21, 22, 23, 80, 443, 554, 8000, 8080, 8554, 37777);
        var outside = new NegativeScan.Result(
                "203.0.113.10",
                "socks5://127.0.0.1:40080",
                scanned,
                expected,
                unexpected,
                List.of(),
                List.of("UDP: WireGuard's port 51820 answers nobody without a key, and no other UDP port was tried"));
        var proof = new SiteProof(
                "barn-north",
                Optional.of("socks5://127.0.0.1:40080"),
                List.of(camera),
                Optional.of(outside),
                Optional.empty());
        var told = story();
        return new Report(
                proof,
                new SiteStory(told.path(), told.decisions(), told.changes(), doors, told.tried()),
                List.of(),
                Optional.empty(),
                NOW.instant(),
                "barn.yaml",
                Map.of());
    }

    private static CameraProof seen() throws IOException {
        try (var camera = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "viewer", PASSWORD, NOW)) {
            var budget = new LoginBudget(Path.of("target", "no-such-file"), NOW);
            return new CameraCheck(new LoopbackVantage(camera), budget).look(target(), Depth.STREAM);
        }
    }

    private static CameraTarget target() {
        return new CameraTarget(
                "yard",
                "10.77.0.18",
                554,
                80,
                "192.168.1.64",
                Optional.of(new Login("viewer", Secret.of(PASSWORD))),
                Paths.HIKVISION);
    }

    private static Vantage nowhere() {
        return new Vantage() {
            @Override
            public Dial dial(String host, int port, Duration timeout) {
                return new Dial.Silent(Duration.ofSeconds(5));
            }

            @Override
            public String where() {
                return "socks5://127.0.0.1:40080";
            }
        };
    }
}
