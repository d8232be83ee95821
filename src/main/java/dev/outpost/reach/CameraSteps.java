package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.Radio;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What a router is for its cameras: the way to them, the time, a fence, and lights for who stands there. */
public final class CameraSteps {
    /** How the names of sections begin that map a camera. */
    private static final String MAPPED = "outpost_cam_";

    private CameraSteps() {}

    /** @param tunnel absent where nobody asks for one */
    public static List<Step<RouterFacts>> of(Site site, Optional<TunnelPlan> tunnel) {
        var steps = new ArrayList<Step<RouterFacts>>();
        CameraWifi.of(site).ifPresent(steps::add);
        tunnel.ifPresent(way -> {
            steps.add(mapped(way, names(site.wireless())));
            steps.add(new AnswerCameras(wired(site, way), Set.of()));
        });
        if (!site.cameras().isEmpty()) {
            steps.add(time());
        }
        steps.add(new IsolateCameras(site.wired()));
        steps.add(ShowLights.of(site));
        return steps;
    }

    /**
     * The router maps each camera's tunnel address to the camera: all its services, nothing else on the LAN.
     *
     * @param wireless names of those in the router's own wireless network
     */
    private static Step<RouterFacts> mapped(TunnelPlan tunnel, Set<String> wireless) {
        var wanted = tunnel.onLan().entrySet().stream()
                .map(camera -> redirect(
                        camera.getKey(),
                        wireless.contains(camera.getKey()) ? CameraWifi.NAME : "lan",
                        tunnel.camera(camera.getKey()),
                        camera.getValue()))
                .toList();
        return Step.of(
                "the router maps each camera's own tunnel address to the camera",
                router -> Finding.of(
                        ConfigChange.only(router, "firewall", wanted, MAPPED), wanted.size() + " cameras are mapped"));
    }

    /** No ports: all of them. With a destination, since fw4 would else send it to the router itself. */
    private static SectionChange.Wanted redirect(String name, String zone, Ipv4 called, Ipv4 camera) {
        return Sections.section(MAPPED + name.replace('-', '_'), "redirect")
                .option("name", "outpost camera " + name)
                .option("src", JoinTunnel.NAME)
                .option("dest", zone)
                .list("proto", List.of("tcp", "udp"))
                .option("src_dip", called.toString())
                .option("dest_ip", camera.toString())
                .option("target", "DNAT")
                .option("reflection", "0")
                .build();
    }

    /** The router's own NTP server answers on the LAN: a camera that reaches nobody outside asks it for the time. */
    private static Step<RouterFacts> time() {
        return Step.of("the router tells cameras the time", router -> {
            // a router without the section has another program for it, which is somebody else's business
            var wanted = router.uci("system")
                    .section("ntp")
                    .map(now -> Sections.section("ntp", now.type())
                            .option("enable_server", "1")
                            .besides(now, "enable_server"));
            return Finding.of(
                    ConfigChange.only(router, "system", wanted.stream().toList()),
                    wanted.isEmpty() ? "it has no section of its own for it" : "its NTP server answers");
        });
    }

    private static Set<String> names(List<CameraWish> cameras) {
        return cameras.stream().map(CameraWish::name).collect(Collectors.toSet());
    }

    /** A wireless one has its gateway from the router's own DHCP server, or none at all. */
    private static SequencedMap<String, Ipv4> wired(Site site, TunnelPlan way) {
        var onLan = new LinkedHashMap<>(way.onLan());
        onLan.keySet().removeAll(names(site.wireless()));
        return onLan;
    }

    /** What is easily overlooked where cameras are wireless. */
    public static List<String> traps(Site site, RouterFacts router) {
        if (site.wireless().isEmpty()) {
            return List.of();
        }
        var traps = new ArrayList<String>();
        var country = site.wireless().getFirst().wifi().flatMap(wifi -> wifi.country());
        if (country.or(() -> Radio.of(router).stream().findFirst().flatMap(Radio::country))
                .isEmpty()) {
            traps.add(
                    "nobody says in which country the radio works: it keeps to what is allowed everywhere, and channels 12 and 13"
                            + " stay unused; country: DE beside ssid: tells it");
        }
        traps.add(
                "a wireless camera on a battery sleeps to save power: it answers nobody until it wakes, and cannot be proven at"
                        + " any time; switch power saving off in the camera, and feed it");
        return traps;
    }
}
