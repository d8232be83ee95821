package dev.outpost.reach;

import dev.outpost.net.TunnelKey;
import dev.outpost.router.LeaveMarker;
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
    public List<Step<RouterFacts>> of(RouterFacts router) {
        var steps = new ArrayList<Step<RouterFacts>>();
        if (site.access().named().isEmpty()) {
            steps.add(new KeepName.Gone());
        }
        tunnel.ifPresentOrElse(
                t -> {
                    if (t.isDirect()) {
                        steps.add(new ServeViewers(t));
                    } else {
                        steps.add(new JoinTunnel(t, relayKey));
                        FollowRelay.of(t.relay()).ifPresent(steps::add);
                        steps.add(new OpenWan(Optional.empty()));
                    }
                    KeepBudget.of(site.modem().data(), t.onLan(), router).ifPresent(steps::add);
                },
                () -> steps.add(new AwaitTunnel()));
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

    /** What keeps the tunnel up where nothing keeps wan. */
    public Optional<FitTunnel> fitting() {
        return relayed().map(_ -> new FitTunnel());
    }

    /** What answers at the tunnel's other end. */
    public List<String> pings() {
        return relayed().map(TunnelPlan::otherEnd).orElse(List.of());
    }

    private Optional<TunnelPlan> relayed() {
        return tunnel.filter(t -> !t.isDirect());
    }

    public LeaveMarker marker() {
        var cameras = tunnel.stream()
                .flatMap(t -> t.onLan().entrySet().stream()
                        .map(camera -> camera.getKey() + " " + camera.getValue() + " " + t.camera(camera.getKey())))
                .toList();
        return new LeaveMarker(
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
