package dev.outpost.reach;

import dev.outpost.ledger.PublicPort;
import dev.outpost.net.Cidr;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What wan lets in, and nothing besides: the UDP port of the viewers' tunnel where the router itself is its end, and each camera that the site file
 * makes public, from its sources alone. Where the router is no end of it, wan is shut.
 */
public record OpenWan(Optional<TunnelPlan> direct) implements Step<RouterFacts> {
    private static final String RULE = "outpost_wan";
    private static final String PUBLIC = "outpost_pub_";

    @Override
    public String title() {
        return direct.map(tunnel -> "wan lets in UDP " + tunnel.relay().listen() + ", the viewers' tunnel")
                .orElse("wan lets nothing in");
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = direct.map(this::sections).orElse(List.of());
        var changes = ConfigChange.only(router, "firewall", wanted, RULE, PUBLIC).stream()
                .map(change -> change instanceof SectionChange section ? section.opening() : change)
                .toList();
        return Finding.of(changes, title());
    }

    private List<SectionChange.Wanted> sections(TunnelPlan tunnel) {
        var sections = new ArrayList<SectionChange.Wanted>();
        sections.add(Sections.section(RULE, "rule")
                .option("name", "outpost viewers")
                .option("src", "wan")
                .option("family", "ipv4")
                .list("proto", List.of("udp"))
                .option("dest_port", String.valueOf(tunnel.relay().listen()))
                .option("target", "ACCEPT")
                .build());
        tunnel.published().forEach(port -> sections.addAll(redirects(tunnel, port)));
        return sections;
    }

    /** A redirect takes one source (facts/openwrt.md#firewall-options): one for each. */
    private static List<SectionChange.Wanted> redirects(TunnelPlan tunnel, Published port) {
        var everybody = port.allow().isEmpty() || port.allow().stream().anyMatch(source -> source.prefix() == 0);
        var sources = everybody
                ? List.of(Optional.<Cidr>empty())
                : port.allow().stream().map(Optional::of).toList();
        var redirects = new ArrayList<SectionChange.Wanted>();
        for (var source : sources) {
            redirects.add(redirect(tunnel, port, source, redirects.size() + 1));
        }
        return redirects;
    }

    private static SectionChange.Wanted redirect(TunnelPlan tunnel, Published port, Optional<Cidr> source, int number) {
        var name = camera(tunnel, port);
        var section = Sections.section(PUBLIC + name.replace('-', '_') + "_" + number, "redirect")
                .option("name", "outpost public " + name + " " + number)
                .option("src", "wan")
                .option("dest", "lan")
                .option("family", "ipv4")
                .list("proto", List.of("tcp"))
                .option("src_dport", String.valueOf(port.port()))
                .option("dest_ip", String.valueOf(tunnel.onLan().get(name)))
                .option("dest_port", String.valueOf(port.cameraPort()))
                .option("target", "DNAT")
                .option("reflection", "0");
        return source.map(from -> section.option("src_ip", from.toString()))
                .orElse(section)
                .build();
    }

    private static String camera(TunnelPlan tunnel, Published port) {
        return tunnel.given().ports().stream()
                .filter(given -> given.port() == port.port())
                .map(PublicPort::camera)
                .findFirst()
                .orElseThrow();
    }
}
