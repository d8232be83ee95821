package dev.outpost.reach;

import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/**
 * The router's end of a tunnel that has no other end yet: WireGuard is there and the key is born, so that whoever names a relay later needs
 * neither packages nor the laptop on the LAN. The interface stays down: nothing leads anywhere.
 */
public record AwaitTunnel() implements Step<RouterFacts> {
    @Override
    public String title() {
        return "the router has a key for a tunnel to come";
    }

    @Override
    public Finding check(RouterFacts router) {
        return Finding.of(
                SectionChange.missing(router, "network", netInterface())
                        .map(List::of)
                        .orElse(List.of()),
                "the key for a tunnel to come is born");
    }

    private static SectionChange.Wanted netInterface() {
        return Sections.section(JoinTunnel.NAME, "interface")
                .option("proto", "wireguard")
                .option("auto", "0")
                .keeping("private_key")
                .build();
    }
}
