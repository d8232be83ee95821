package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.relay.RelaySetup;
import dev.outpost.router.Marker;
import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Secret;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Site;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a router is for those who look from outside.
 *
 * @param tunnel absent where nobody asks for one
 * @param relayKey of the tunnel's other end
 */
public record TunnelSteps(Site site, Optional<TunnelPlan> tunnel, TunnelKey relayKey) {
    private static final OwnFile FIT = OwnFile.program(
            "/etc/hotplug.d/iface/70-outpost-fit",
            "makes the tunnel's packets fit into wan's own",
            List.of("tunnel-fit", "tunnel-fit-iface"));

    public List<Step<RouterFacts>> of(RouterFacts router) {
        var steps = new ArrayList<Step<RouterFacts>>();
        if (site.access().named().isEmpty()) {
            steps.add(KeepName.gone());
        }
        tunnel.ifPresentOrElse(
                t -> {
                    if (t.isDirect()) {
                        steps.add(new ServeViewers(t));
                    } else {
                        steps.add(new JoinTunnel(t, relayKey));
                        following(t.relay()).ifPresent(steps::add);
                        steps.add(new OpenWan(Optional.empty()));
                    }
                    KeepBudget.of(site.modem().data(), t.onLan(), router).ifPresent(steps::add);
                },
                () -> steps.add(JoinTunnel.awaited()));
        return steps;
    }

    /**
     * What lets in those who shall come in, and the name that follows wan's address, where the router itself is called by one.
     *
     * @param secrets reads one for a purpose in words
     */
    public List<Step<RouterFacts>> opening(BiFunction<SecretSource, String, Secret> secrets) {
        var direct = tunnel.filter(TunnelPlan::isDirect);
        return Stream.<Step<RouterFacts>>concat(
                        direct.map(_ -> new OpenWan(direct)).stream(),
                        site
                                .access()
                                .named()
                                .map(ddns -> new KeepName(
                                        ddns,
                                        secrets.apply(ddns.password(), "the password for the name " + ddns.hostname())))
                                .stream())
                .toList();
    }

    /**
     * The tunnel follows a relay that is dialled by a name: the kernel keeps the address that the name had when the interface came up, so once a
     * minute wireguard-tools' own {@code wireguard_watchdog} asks again where the last handshake is older than 150 s. Empty for a relay with an
     * address: there is nothing to be asked again.
     */
    private static Optional<PutFiles> following(RelaySetup relay) {
        var program = OwnFile.script(
                "/etc/init.d/outpost-follow",
                "follow-init",
                "asks for the relay's name again where the tunnel falls silent");
        return Ipv4.parse(relay.publicAddress()).isPresent()
                ? Optional.empty()
                : Optional.of(new PutFiles("the tunnel follows the relay's name", List.of(program)));
    }

    /** The tunnel's MTU follows that of wan's own device where no watchdog sees to it: whenever either of them comes up. */
    public Optional<PutFiles> fitting() {
        return relayed().map(_ -> new PutFiles("the tunnel's packets fit into wan's", List.of(FIT)));
    }

    /** What hotplug runs for that. */
    public static String fit() {
        return FIT.text();
    }

    /** What answers at the tunnel's other end. */
    public List<String> pings() {
        return relayed().map(TunnelPlan::otherEnd).orElse(List.of());
    }

    private Optional<TunnelPlan> relayed() {
        return tunnel.filter(t -> !t.isDirect());
    }

    public Step<RouterFacts> marker() {
        var cameras = tunnel.stream()
                .flatMap(t -> t.onLan().entrySet().stream()
                        .map(camera -> camera.getKey() + " " + camera.getValue() + " " + t.camera(camera.getKey())))
                .toList();
        return Marker.step(
                site.name(),
                site.access()
                        .relay()
                        .filter(_ -> !site.access().isDirect())
                        .map(relay -> relay.publicAddress())
                        .orElse("none"),
                tunnel.map(t -> t.router().toString()).orElse("none"),
                cameras);
    }
}
