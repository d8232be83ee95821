package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A router whose parts can be taken away one by one; as built it is configured right. */
final class FakeRouter implements RouterView {

    static final Ipv4 TUNNEL = Ipv4.of("10.77.0.17");
    static final Ipv4 CAMERA_TUNNEL = Ipv4.of("10.77.0.18");
    static final Ipv4 CAMERA = Ipv4.of("192.168.1.64");

    final String privateKey = WireguardKeys.generate();
    final InetSocketAddress ssh;
    boolean powered = true;
    boolean dialled = true;
    boolean tunnelUp = true;
    boolean mapped = true;
    boolean routesTunnel = true;
    boolean defaultIntoTunnel;
    boolean masquerades;
    Plug plugged = Plug.CAMERA;
    String relayKey;
    WireguardPeer.Endpoint endpoint = new WireguardPeer.Endpoint(Ipv4.of("203.0.113.10"), 51_820);
    Cidr allowed = Cidr.of("10.77.0.0/16");
    Duration keepalive = Duration.ofSeconds(25);
    Duration since = Duration.ZERO;
    Instant wall = Instant.parse("2026-11-22T21:00:00Z");
    private long looks;

    FakeRouter(String relayKey, InetSocketAddress ssh) {
        this.relayKey = relayKey;
        this.ssh = ssh;
    }

    @Override
    public String name() {
        return "barn-north";
    }

    @Override
    public boolean isRunning() {
        return powered;
    }

    @Override
    public List<DeviceAddress> addresses() {
        var all = new ArrayList<DeviceAddress>();
        all.add(new DeviceAddress("br-lan", lan()));
        if (dialled) {
            all.add(new DeviceAddress("wwan0", Cidr.of("100.72.1.9/32")));
        }
        if (tunnelUp) {
            all.add(new DeviceAddress("outpost", new Cidr(TUNNEL, 32)));
        }
        return all;
    }

    @Override
    public List<WireguardDevice> wireguard() {
        var relay = new WireguardPeer(relayKey, Optional.empty(), List.of(allowed), Optional.of(endpoint), keepalive);
        return tunnelUp
                ? List.of(new WireguardDevice("outpost", privateKey, 44_444, List.of(relay), since))
                : List.of();
    }

    @Override
    public Verdict arrives(String device, Flow flow) {
        if (device.equals("outpost") && mapped && flow.destination().equals(CAMERA_TUNNEL)) {
            var sent = flow.to(CAMERA, flow.port());
            return new Verdict.Forward(masquerades ? sent.from(lan().address()) : sent, "br-lan");
        }
        if (owns(flow.destination())) {
            return device.equals("br-lan") || flow.port() == 22
                    ? new Verdict.Local(flow.port())
                    : new Verdict.Ended(new Outcome.Refused("input of zone outpost"));
        }
        return new Verdict.Ended(new Outcome.Refused("forward of zone outpost"));
    }

    @Override
    public Optional<Route> route(Ipv4 destination) {
        if (lan().contains(destination)) {
            return Optional.of(new Route("br-lan", lan().address()));
        }
        if (tunnelUp && (defaultIntoTunnel || (routesTunnel && allowed.contains(destination)))) {
            return Optional.of(new Route("outpost", TUNNEL));
        }
        return dialled ? Optional.of(new Route("wwan0", Ipv4.of("100.72.1.9"))) : Optional.empty();
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return port == 22 ? Optional.of(ssh) : Optional.empty();
    }

    @Override
    public Instant wall() {
        return wall.plusSeconds(looks++);
    }

    @Override
    public Optional<Ipv4> wan() {
        return dialled ? Optional.of(Ipv4.of("100.72.1.9")) : Optional.empty();
    }

    @Override
    public String wanDevice() {
        return "wwan0";
    }

    @Override
    public String lanDevice() {
        return "br-lan";
    }

    @Override
    public Cidr lan() {
        return Cidr.of("192.168.1.1/24");
    }

    @Override
    public boolean isPlugged(Plug plug) {
        return plugged == plug;
    }
}
