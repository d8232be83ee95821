package dev.outpost.bench.net;

import dev.outpost.bench.net.HostView.Route;
import dev.outpost.bench.net.Outcome.Connected;
import dev.outpost.bench.net.Outcome.Refused;
import dev.outpost.bench.net.Outcome.Silence;
import dev.outpost.bench.net.Outcome.Unreachable;
import dev.outpost.bench.net.Tunnels.Tunnel;
import dev.outpost.net.Ipv4;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The way of one new flow, hop after hop, each asked what it would do. Made for one attempt and thrown away. */
final class Walk {

    /** Longer ways are loops: the time to live runs out. */
    private static final int HTTP = 80;

    private static final int LONGEST = 16;

    /** Told for a ping that was answered. */
    private static final InetSocketAddress NO_SERVICE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Bytes a short conversation costs in each direction, with the tunnel's own overhead. */
    private static final long CONVERSATION = 3_000;

    private final VirtualNetwork net;
    private final Duration now;
    private int hops;

    Walk(VirtualNetwork net) {
        this.net = net;
        this.now = net.now();
    }

    Outcome from(Origin origin, Protocol protocol, Ipv4 to, int port) {
        return switch (origin) {
            case Origin.Viewer ignored -> fromViewer(protocol, to, port);
            case Origin.Outsider ignored -> overInternet(new Flow(protocol, VirtualNetwork.OUTSIDER, to, port));
            case Origin.InCamera(var router, var camera) ->
                arriveAt(
                        router,
                        router.lanDevice(),
                        new Flow(protocol, camera.address().address(), to, port).by(camera.mac()));
            case Origin.OnRelay(var relay) -> fromHost(relay, protocol, to, port);
            case Origin.OnRouter(var router) -> fromHost(router, protocol, to, port);
        };
    }

    private Outcome fromViewer(Protocol protocol, Ipv4 to, int port) {
        return net.viewer(to)
                .map(page -> fromViewerTunnel(page, new Flow(protocol, page.address(), to, port)))
                .orElseGet(() -> overInternet(new Flow(protocol, VirtualNetwork.VIEWER, to, port)));
    }

    private Outcome fromViewerTunnel(ViewerConf conf, Flow flow) {
        var there = net.relayAt(conf.endpoint().address())
                .<HostView>map(relay -> relay)
                .or(() -> net.routerAt(conf.endpoint().address()));
        if (there.isEmpty() || !there.get().isRunning()) {
            return new Silence("nobody answers at the viewer's endpoint " + conf.endpoint());
        }
        var host = there.get();
        var end = host.wireguard().stream()
                .filter(device -> device.listenPort() == conf.endpoint().port())
                .findFirst();
        if (end.isEmpty()) {
            return new Silence("no WireGuard listens at " + conf.endpoint());
        }
        var peer = end.get().peer(conf.publicKey());
        if (!end.get().publicKey().equals(conf.peer().publicKey())
                || peer.filter(known -> known.presharedKey().equals(conf.peer().presharedKey()))
                        .isEmpty()) {
            return new Silence("the viewer and its endpoint do not have each other's keys");
        }
        var hello = new Flow(
                Protocol.UDP,
                VirtualNetwork.VIEWER,
                host instanceof RouterView router
                        ? router.wan().orElseThrow()
                        : conf.endpoint().address(),
                conf.endpoint().port());
        if (host instanceof RouterView && net.isUdpBlocked()) {
            return new Silence("the operator carries no UDP to " + host.name());
        }
        var outside = host instanceof RelayView relay ? relay.outside() : ((RouterView) host).wanDevice();
        if (!(host.arrives(outside, hello) instanceof Verdict.Local)) {
            return new Silence("the firewall of " + host.name() + " drops WireGuard");
        }
        net.shookHands(host, end.get(), conf.publicKey(), now);
        if (end.get().peerFor(conf.address()).filter(peer.get()::equals).isEmpty()) {
            return new Silence("the endpoint's allowed IPs of the viewer do not cover " + conf.address());
        }
        return arriveAt(host, end.get().name(), flow);
    }

    private Outcome fromHost(HostView host, Protocol protocol, Ipv4 to, int port) {
        if (host.owns(to)) {
            return serve(host, protocol, port);
        }
        var route = host.route(to);
        if (route.isEmpty()) {
            return new Unreachable("no route on " + host.name());
        }
        var flow = new Flow(protocol, route.get().source(), to, port);
        return switch (host.sends(route.get().device(), flow)) {
            case Verdict.Forward(var sent, var device) -> leave(host, device, sent, true);
            case Verdict.Ended(var how) -> how;
            case Verdict.Local(var local) -> serve(host, protocol, local);
        };
    }

    private Outcome arriveAt(HostView host, String device, Flow flow) {
        if (++hops > LONGEST) {
            return new Unreachable("the way goes in circles at " + host.name());
        }
        if (!host.isRunning()) {
            return new Silence(host.name() + " is off");
        }
        return switch (host.arrives(device, flow)) {
            case Verdict.Local(var port) ->
                answerPasses(host, device, flow).orElseGet(() -> serve(host, flow.protocol(), port));
            case Verdict.Forward(var sent, var out) ->
                answerPasses(host, device, flow).orElseGet(() -> leave(host, out, sent, false));
            case Verdict.Ended(var how) -> how;
        };
    }

    /** The answer has to find back by the host's routes; conntrack undoes NAT but does not route. */
    private static Optional<Outcome> answerPasses(HostView host, String device, Flow flow) {
        var back = host.route(flow.source()).map(Route::device);
        return back.filter(device::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Silence(host.name() + " sends the answer to " + flow.source() + " by "
                        + back.orElse("no device") + " and not by " + device));
    }

    private Outcome leave(HostView host, String device, Flow flow, boolean ownTraffic) {
        if (host.wireguard(device).isPresent()) {
            return host instanceof RouterView router
                    ? upTheTunnel(router, device, flow)
                    : downTheTunnel(host, device, flow);
        }
        if (host instanceof RouterView router) {
            if (router.cabledWan().filter(device::equals).isPresent()) {
                return overInternet(flow.from(net.outside(router, device, flow.source(), false)));
            }
            if (!device.equals(router.wanDevice())) {
                return toLan(router, device, flow, ownTraffic);
            }
            var stick = router.stick().filter(each -> each.gateway().equals(flow.destination()));
            if (stick.isPresent()) {
                return flow.port() == HTTP
                        ? new Connected(stick.get().web())
                        : new Refused("the stick has no such service");
            }
            return router.wan().isPresent()
                    ? overInternet(flow.from(net.outside(router, device, flow.source(), false)))
                    : new Silence("the operator carries nothing for " + router.name());
        }
        return overInternet(flow);
    }

    private Outcome overInternet(Flow flow) {
        if (flow.destination().equals(VirtualNetwork.CARRIER)) {
            return new Refused("the operator's NAT at " + flow.destination());
        }
        var server = net.server(flow.destination());
        if (server.isPresent()) {
            return flow.port() == HTTP || flow.protocol() == Protocol.ICMP
                    ? new Outcome.Connected(server.get())
                    : new Refused(flow.destination() + " has no such service");
        }
        return net.relayAt(flow.destination())
                .map(relay -> arriveAt(relay, relay.outside(), flow))
                .or(() -> net.routerAt(flow.destination())
                        .map(router -> arriveAt(
                                router, router.wanDevice(), flow.to(router.wan().orElseThrow(), flow.port()))))
                .orElseGet(() -> new Silence("nobody on the internet at " + flow.destination()));
    }

    /** From a relay into its WireGuard: the peer's allowed IPs choose the router. */
    private Outcome downTheTunnel(HostView host, String device, Flow flow) {
        var end = host.wireguard(device).orElseThrow();
        var peer = end.peerFor(flow.destination());
        if (peer.isEmpty()) {
            return new Unreachable("no peer of " + device + " has " + flow.destination() + " in its allowed IPs");
        }
        var tunnel = net.tunnel(host, end, peer.get());
        if (tunnel.isEmpty()) {
            return peer.get().endpoint().isPresent()
                            || net.heard(host, end, peer.get().publicKey()).isPresent()
                    ? new Silence("no handshake with the peer for " + flow.destination())
                    : new Unreachable("no endpoint is known of the peer for " + flow.destination());
        }
        if (!net.tunnels.carries(tunnel.get(), VirtualNetwork.CARRIER, now)) {
            return net.tunnels.seen(tunnel.get()).latestHandshake().isPresent()
                    ? new Silence("the tunnel to " + tunnel.get().router().name() + " carries nothing now")
                    : new Unreachable(
                            "no handshake from " + tunnel.get().router().name() + " yet");
        }
        net.shookHands(host, end, peer.get().publicKey(), now);
        return outOfTheTunnel(tunnel.get(), flow);
    }

    private Outcome outOfTheTunnel(Tunnel tunnel, Flow flow) {
        var fits = tunnel.routerEnd().peerFor(flow.source()).filter(tunnel.towardsRelay()::equals);
        if (fits.isEmpty()) {
            net.tunnels.carried(tunnel, CONVERSATION / 20, 0);
            return new Silence("the router's allowed IPs of the relay do not cover " + flow.source());
        }
        var outcome = arriveAt(tunnel.router(), tunnel.routerEnd().name(), flow);
        net.tunnels.carried(tunnel, CONVERSATION, outcome instanceof Silence ? 0 : CONVERSATION);
        return outcome;
    }

    private Outcome upTheTunnel(RouterView router, String device, Flow flow) {
        var end = router.wireguard(device).orElseThrow();
        var peer = end.peerFor(flow.destination());
        if (peer.isEmpty() || peer.get().endpoint().isEmpty()) {
            return new Unreachable("no peer of " + device + " for " + flow.destination());
        }
        var tunnel = net.tunnel(router, end, peer.get());
        if (tunnel.isEmpty() || !net.tunnels.routerSpeaks(tunnel.get(), VirtualNetwork.CARRIER, now)) {
            return new Silence("no handshake with " + peer.get().endpoint().get());
        }
        var there = tunnel.get();
        if (there.relayEnd()
                .peerFor(flow.source())
                .filter(there.towardsRouter()::equals)
                .isEmpty()) {
            return new Silence("the relay's allowed IPs of the router do not cover " + flow.source());
        }
        net.tunnels.carried(there, CONVERSATION, CONVERSATION);
        return arriveAt(there.relay(), there.relayEnd().name(), flow);
    }

    /** The last cable: a camera, if one is plugged in, powered, at that address, and knows the way back. */
    private Outcome toLan(RouterView router, String device, Flow flow, boolean senderHearsOfIt) {
        var camera = device.equals(router.lanDevice())
                ? net.camerasHeardBy(router).stream()
                        .filter(each -> each.address().address().equals(flow.destination()))
                        .findFirst()
                : Optional.<CameraView>empty();
        if (camera.isEmpty()) {
            var nobody = "nobody answers ARP for " + flow.destination() + " on " + device;
            return senderHearsOfIt ? new Unreachable(nobody) : new Silence(nobody);
        }
        if (!knowsTheWayBack(camera.get(), router, flow.source())) {
            return new Silence("the camera has no gateway for " + flow.source());
        }
        return flow.protocol() == Protocol.ICMP
                ? new Connected(NO_SERVICE)
                : camera.get()
                        .service(flow.port())
                        .<Outcome>map(Connected::new)
                        .orElseGet(() -> new Refused("the camera, port " + flow.port()));
    }

    private static boolean knowsTheWayBack(CameraView camera, RouterView router, Ipv4 source) {
        return camera.address().contains(source)
                || camera.gateway()
                        .filter(router::owns)
                        .filter(camera.address()::contains)
                        .isPresent();
    }

    private static Outcome serve(HostView host, Protocol protocol, int port) {
        if (protocol == Protocol.ICMP) {
            return new Connected(NO_SERVICE);
        }
        return host.service(port)
                .<Outcome>map(Connected::new)
                .orElseGet(() -> new Refused(host.name() + ", nothing listens on port " + port));
    }
}
