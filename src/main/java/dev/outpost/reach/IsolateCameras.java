package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.site.CameraWish;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cameras on the LAN are let into no network but their own, and to no service of the router but DHCP and NTP. By address, and by MAC where that is
 * known, which holds for IPv6 and for another address, too; whoever else is on the LAN, a technician before all, notices nothing. Each rule says
 * what it rejects by itself: none depends on the place of another.
 *
 * @param cameras on the LAN itself
 */
public record IsolateCameras(List<CameraWish> cameras) implements Step<RouterFacts> {
    private static final String SECTION = "outpost_cams_";
    private static final String PORT = "dest_port";

    /** Neither DHCP nor NTP. */
    private static final List<String> OTHER = List.of("!67", "!123");

    /** A camera that may call the internet has to ask for names. */
    private static final List<String> OTHER_THAN_NAMES = List.of("!53", "!67", "!123");

    public IsolateCameras {
        cameras = List.copyOf(cameras);
    }

    @Override
    public String title() {
        return "cameras reach no internet, and of the router only DHCP and NTP";
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = Stream.concat(
                        rules(
                                "",
                                "src_ip",
                                camera -> Optional.of(camera.address()).map(Ipv4::toString)),
                        rules("mac_", "src_mac", CameraWish::mac))
                .toList();
        return Finding.of(
                ConfigChange.only(router, "firewall", wanted, SECTION),
                cameras.size() + " cameras are kept to themselves");
    }

    private Stream<SectionChange.Wanted> rules(String by, String option, Function<CameraWish, Optional<String>> sign) {
        var shut = signs(sign, false);
        var open = signs(sign, true);
        var all = Stream.concat(shut.stream(), open.stream()).toList();
        return Stream.of(
                        rule(by + "out", option, shut, List.of("all"), List.of()),
                        rule(by + "in", option, all, List.of("tcp", "icmp"), List.of()),
                        rule(by + "udp", option, shut, List.of("udp"), OTHER),
                        rule(by + "names", option, open, List.of("udp"), OTHER_THAN_NAMES))
                .flatMap(Optional::stream);
    }

    private List<String> signs(Function<CameraWish, Optional<String>> sign, boolean internet) {
        return cameras.stream()
                .filter(camera -> camera.internet() == internet)
                .flatMap(camera -> sign.apply(camera).stream())
                .toList();
    }

    private static Optional<SectionChange.Wanted> rule(
            String name, String option, List<String> signs, List<String> protocols, List<String> ports) {
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        var rule = Sections.section(SECTION + name, "rule")
                .option("name", "outpost cameras " + name.replace('_', ' '))
                .option("src", "lan")
                .list("proto", protocols)
                .list(option, signs)
                .list(PORT, ports)
                .option("target", "REJECT");
        return Optional.of((name.endsWith("out") ? rule.option("dest", "*") : rule).build());
    }
}
