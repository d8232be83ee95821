package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls a camera that has no gateway comes to it under the router's own address: it answers its own network only. It then takes all viewers for
 * one, so this is done where it is needed and stays until the site file names the camera no more.
 *
 * @param onLan the cameras' addresses, by name
 * @param deaf names of those that were seen to have no gateway
 */
public record AnswerCameras(Map<String, Ipv4> onLan, Set<String> deaf) implements Step<RouterFacts> {
    private static final String SECTION = "outpost_back_";

    public AnswerCameras {
        onLan = Map.copyOf(onLan);
        deaf = Set.copyOf(deaf);
    }

    @Override
    public String title() {
        return "a camera without a gateway is spoken to in the router's own name";
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = onLan.keySet().stream()
                .filter(name -> deaf.contains(name)
                        || router.uci("firewall").section(section(name)).isPresent())
                .sorted()
                .map(this::masquerade)
                .toList();
        return Finding.of(
                ConfigChange.only(router, "firewall", wanted, SECTION),
                wanted.isEmpty()
                        ? "none is known to lack one"
                        : wanted.stream()
                                .map(nat -> nat.section().name().substring(SECTION.length()))
                                .collect(Collectors.joining(", ")));
    }

    /** What is missing, as changes. */
    public List<RouterChange> missing(RouterFacts router) {
        return check(router).changes().stream().map(RouterChange.class::cast).toList();
    }

    private static String section(String camera) {
        return SECTION + camera.replace('-', '_');
    }

    /** In a section of this type the zone is the one that packets leave to. */
    private SectionChange.Wanted masquerade(String camera) {
        return Sections.section(section(camera), "nat")
                .option("name", "outpost back " + camera)
                .option("src", "lan")
                .option("family", "ipv4")
                .list("proto", List.of("all"))
                .option("dest_ip", String.valueOf(onLan.get(camera)))
                .option("target", "MASQUERADE")
                .build();
    }
}
