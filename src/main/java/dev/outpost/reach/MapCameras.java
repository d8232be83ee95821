package dev.outpost.reach;

import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Set;

/**
 * The router maps each camera's tunnel address to the camera: all its services, nothing else on the LAN.
 *
 * @param wireless names of those in the router's own wireless network
 */
public record MapCameras(TunnelPlan tunnel, Set<String> wireless) implements Step<RouterFacts> {
    private static final String SECTION = "outpost_cam_";

    public MapCameras {
        wireless = Set.copyOf(wireless);
    }

    @Override
    public String title() {
        return "the router maps each camera's own tunnel address to the camera";
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = tunnel.onLan().entrySet().stream()
                .map(camera -> redirect(camera.getKey(), camera.getValue().toString()))
                .toList();
        return Finding.of(
                ConfigChange.only(router, "firewall", wanted, SECTION),
                tunnel.onLan().size() + " cameras are mapped");
    }

    /** No ports: all of them. With a destination, since fw4 would else send it to the router itself. */
    private SectionChange.Wanted redirect(String name, String address) {
        return Sections.section(SECTION + name.replace('-', '_'), "redirect")
                .option("name", "outpost camera " + name)
                .option("src", JoinTunnel.NAME)
                .option("dest", wireless.contains(name) ? CameraWifi.NAME : "lan")
                .list("proto", List.of("tcp", "udp"))
                .option("src_dip", tunnel.camera(name).toString())
                .option("dest_ip", address)
                .option("target", "DNAT")
                .option("reflection", "0")
                .build();
    }
}
