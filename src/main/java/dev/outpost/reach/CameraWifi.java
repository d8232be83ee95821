package dev.outpost.reach;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange.Wanted;
import dev.outpost.router.Sections;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The network of wireless cameras, with a zone of its own: no way out, no way to the router but DHCP and NTP, none from one camera to another. The LAN
 * may look at them.
 *
 * @param own the router's address there, with its prefix
 * @param cameras in it
 */
public record CameraWifi(Cidr own, List<CameraWish> cameras) implements Step<RouterFacts> {
    /** Name of the interface, of the zone, and of the section of the radio's network. */
    public static final String NAME = "outpost_ap";

    private static final int PREFIX = 24;

    public CameraWifi {
        cameras = List.copyOf(cameras);
    }

    /** The router's address in the wireless cameras' network; empty where a site has none. */
    public static Optional<Cidr> network(Site site) {
        var taken = site.wireless().stream().map(CameraWish::address).toList();
        return taken.stream()
                .findFirst()
                .map(camera -> new Cidr(camera, PREFIX).network())
                .flatMap(net -> IntStream.range(1, 255)
                        .mapToObj(n -> net.address().plus(n))
                        .filter(address -> !taken.contains(address))
                        .findFirst())
                .map(address -> new Cidr(address, PREFIX));
    }

    /** The step for a site that has such cameras. */
    static Optional<CameraWifi> of(Site site) {
        return network(site).map(own -> new CameraWifi(own, site.wireless()));
    }

    @Override
    public String title() {
        return "wireless cameras have a network of their own, " + own.network();
    }

    @Override
    public Finding check(RouterFacts router) {
        var firewall =
                Stream.concat(Stream.of(zone(), service("dhcp", "67"), service("ntp", "123"), look()), internet());
        var changes = Stream.of(
                        ConfigChange.only(router, "network", List.of(netInterface())),
                        ConfigChange.only(
                                router,
                                "dhcp",
                                Stream.concat(Stream.of(pool()), hosts()).toList()),
                        ConfigChange.only(router, "firewall", firewall.toList()))
                .flatMap(List::stream)
                .toList();
        return Finding.of(changes, "the router is " + own.address() + " there");
    }

    private Wanted netInterface() {
        return Sections.section(NAME, "interface")
                .option("proto", "static")
                .list("ipaddr", List.of(own.toString()))
                .build();
    }

    private static Wanted pool() {
        return Sections.section(NAME, "dhcp")
                .option("interface", NAME)
                .option("start", "100")
                .option("limit", "100")
                .option("leasetime", "12h")
                .build();
    }

    /** A camera whose MAC is known is given its address; another has it set by hand. */
    private Stream<Wanted> hosts() {
        return cameras.stream()
                .flatMap(camera -> camera.mac().stream()
                        .map(mac -> Sections.section(NAME + "_" + camera.name().replace('-', '_'), "host")
                                .option("name", camera.name())
                                .option("mac", mac)
                                .option("ip", camera.address().toString())
                                .build()));
    }

    private static Wanted zone() {
        return Sections.section(NAME + "_zone", "zone")
                .option("name", NAME)
                .list("network", List.of(NAME))
                .option("input", "REJECT")
                .option("output", "ACCEPT")
                .option("forward", "REJECT")
                .build();
    }

    private static Wanted service(String name, String port) {
        return Sections.section(NAME + "_" + name, "rule")
                .option("name", "outpost wireless cameras " + name)
                .option("src", NAME)
                .list("proto", List.of("udp"))
                .option("dest_port", port)
                .option("target", "ACCEPT")
                .build();
    }

    private static Wanted look() {
        return Sections.section(NAME + "_look", "forwarding")
                .option("src", "lan")
                .option("dest", NAME)
                .build();
    }

    /** What the site file lets out, camera by camera, with the names that it has to ask for. */
    private Stream<Wanted> internet() {
        var open = cameras.stream()
                .filter(CameraWish::internet)
                .map(CameraWish::address)
                .map(Ipv4::toString)
                .toList();
        if (open.isEmpty()) {
            return Stream.empty();
        }
        var out = Sections.section(NAME + "_out", "rule")
                .option("name", "outpost wireless cameras out")
                .option("src", NAME)
                .option("dest", "wan")
                .list("proto", List.of("all"))
                .list("src_ip", open)
                .option("target", "ACCEPT");
        return Stream.of(out.build(), service("names", "53"));
    }
}
