package dev.outpost.uplink;

import dev.outpost.profile.UplinkHandlers;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The router's {@code wan} leases its address from what is no dongle: a separate modem on the wan port, or a hotspot that the radio has joined.
 *
 * @param line which of them
 */
public record ConfigureLine(UplinkHandlers.Line line) implements Step<RouterFacts> {
    /** What a person may have set for a lease: it stays. */
    private static final List<String> OF_A_LEASE =
            List.of("macaddr", "hostname", "clientid", "vendorid", "broadcast", "reqopts", "mtu");

    @Override
    public String title() {
        return line.byRadio() ? "wan leases its address over the radio" : "wan leases its address on the wan port";
    }

    @Override
    public Finding check(RouterFacts router) {
        var port = port(router);
        if (!line.byRadio() && port.isEmpty()) {
            return Finding.blocked(ProblemCode.WAN_NO_PORT.problem(
                    router.board().model() + " has no Ethernet port for wan",
                    "the site file says modem.uplink: " + line.word() + ", and none of its ports is for that",
                    "take a router with a wan port, or a dongle, and write modem.uplink: auto"));
        }
        var wanted = Sections.section("wan", "interface")
                .option("proto", line.handler().proto());
        port.filter(_ -> !line.byRadio()).ifPresent(device -> wanted.option("device", device));
        Stream.concat(ConfigureWan.KEPT.stream(), OF_A_LEASE.stream()).forEach(wanted::keeping);
        return Finding.of(
                SectionChange.missing(router, "network", wanted.build()).stream()
                        .toList(),
                "network.wan is as wanted");
    }

    /** The socket that the board has for wan: what its sections name, else what is called so. A dongle's network device is none. */
    private static Optional<String> port(RouterFacts router) {
        var network = router.uci("network");
        return Stream.concat(
                        Stream.of("wan", "wan6")
                                .flatMap(name -> network.section(name).flatMap(each -> each.value("device")).stream()),
                        Stream.of("wan", "eth0.2"))
                .filter(router.board().netdevs()::contains)
                .filter(device -> router.usb().keySet().stream().noneMatch(path -> path.endsWith("/net/" + device)))
                .findFirst();
    }
}
