package dev.outpost.plan;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.reach.CameraWifi;
import dev.outpost.router.LanAddress;
import dev.outpost.router.MoveLan;
import dev.outpost.router.OwnNetworks;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.CameraWish;
import dev.outpost.site.LanWish;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.ChosenUplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the router's LAN shall be. Refuses one that would meet another network that the router or the laptop needs, and one that leaves
 * a camera out: a camera keeps its own address when the LAN moves.
 *
 * @param now the LAN as it is
 * @param reached networks that the router reaches as it is
 * @param others what it must not meet
 */
record LanPlan(Site site, Optional<Cidr> now, List<Cidr> reached, List<Other> others) {
    /** The network of every stick in router mode that is known (/24 each). */
    private static final int STICK = 24;

    /** The middle octet where the search for a free network begins: far from what sticks and home routers use. */
    private static final int FIRST = 37;

    LanPlan {
        reached = List.copyOf(reached);
        others = List.copyOf(others);
    }

    /** Another network: whose it is, and whether only a move has to keep away from it. */
    record Other(ProblemCode code, String whose, Cidr network, boolean onlyMoves) {}

    static LanPlan of(RouterPlan plan, RouterFacts router) {
        var now = LanAddress.of(router).flatMap(lan -> Cidr.parse(lan.toString()));
        var others = new ArrayList<Other>();
        var line = plan.site().modem().line();
        sticks(plan, router)
                .forEach(net -> others.add(line.map(each ->
                                new Other(ProblemCode.LAN_UPLINK_CLASH, "the network of " + each.box(), net, false))
                        .orElseGet(() ->
                                new Other(ProblemCode.LAN_DONGLE_CLASH, "the dongle's own network", net, false))));
        plan.tunnel()
                .ifPresent(tunnel -> others.add(
                        new Other(ProblemCode.LAN_TUNNEL_CLASH, "the tunnel of the relay", tunnel.network(), false)));
        CameraWifi.network(plan.site())
                .ifPresent(net -> others.add(new Other(
                        ProblemCode.LAN_CAMERA_CLASH, "the wireless cameras' own network", net.network(), false)));
        plan.laptop()
                .nets()
                .forEach(net -> others.add(new Other(
                        ProblemCode.LAN_LAPTOP_CLASH, "the laptop's network on " + net.device(), net.to(), true)));
        return new LanPlan(plan.site(), now, OwnNetworks.of(router), others);
    }

    /** The network of a stick, or of another box, that is a router itself: by its profile, or by the lease that it gave. */
    private static Stream<Cidr> sticks(RouterPlan plan, RouterFacts router) {
        var told = plan.modem().flatMap(ChosenUplink::gateway);
        var leased = plan.box().flatMap(_ -> router.wanAddressBy(UplinkHandlers.shipped()::isLease));
        return Stream.concat(told.stream(), leased.stream())
                .flatMap(address -> Ipv4.parse(address).stream())
                .map(address -> new Cidr(address, STICK).network())
                .distinct();
    }

    /** What to make true; empty where the LAN stays as it is. */
    Optional<MoveLan> step() {
        return switch (site.lan()) {
            case LanWish.Stays() -> {
                now.flatMap(lan -> clash(lan, false)).ifPresent(other -> refuse(now.orElseThrow(), other));
                now.ifPresent(this::reachesAll);
                yield Optional.empty();
            }
            case LanWish.At(var wanted) -> Optional.of(step(checked(wanted)));
            case LanWish.Auto() -> Optional.of(step(free()));
        };
    }

    private MoveLan step(Cidr lan) {
        var fixed = site.wired().stream()
                .map(CameraWish::address)
                .filter(lan::contains)
                .map(Ipv4::toString)
                .toList();
        return new MoveLan(lan.address().toString(), lan.prefix(), fixed);
    }

    private boolean moves(Cidr lan) {
        return !now.equals(Optional.of(lan));
    }

    private Optional<Other> clash(Cidr lan, boolean moves) {
        return others.stream()
                .filter(other -> moves || !other.onlyMoves())
                .filter(other -> other.network().overlaps(lan))
                .findFirst();
    }

    private Cidr checked(Cidr wanted) {
        clash(wanted, moves(wanted)).ifPresent(other -> refuse(wanted, other));
        outside(wanted).ifPresent(camera -> {
            throw new ProblemException(ProblemCode.LAN_CAMERA_OUTSIDE.problem(
                    "router.lan " + wanted + " leaves out the camera " + camera.name() + " at " + camera.address(),
                    "a camera keeps its own address when the LAN moves, and the router would not find it any more",
                    advice(camera, wanted) + "; or choose a router.lan that holds it"));
        });
        return wanted;
    }

    /** Nobody would ever answer at an address that no network of the router holds: that is known before anything is done. */
    private void reachesAll(Cidr lan) {
        site.wired().stream()
                .filter(camera -> reached.stream().noneMatch(net -> net.contains(camera.address())))
                .findFirst()
                .ifPresent(camera -> {
                    throw new ProblemException(ProblemCode.LAN_CAMERA_OUTSIDE.problem(
                            "the camera " + camera.name() + " at " + camera.address()
                                    + " is on none of the router's networks; its LAN is " + lan,
                            "the site file names no router.lan, so the LAN stays, and no route leads to that address",
                            "below router: in " + site.file() + " write the line   lan: auto   and the LAN goes to the"
                                    + " camera; or " + advice(camera, lan) + "; then run: outpost apply "
                                    + site.file()));
                });
    }

    private Optional<CameraWish> outside(Cidr lan) {
        return site.wired().stream()
                .filter(camera -> !lan.contains(camera.address()))
                .findFirst();
    }

    /** The network stays where it serves; else the cameras' own, else the first that is free. */
    private Cidr free() {
        var cameras = site.wired().stream().map(CameraWish::address).toList();
        var candidates = cameras.isEmpty()
                ? Stream.concat(now.stream(), shelf())
                : Stream.concat(now.stream(), Stream.of(around(cameras.getFirst(), cameras)));
        return candidates
                .filter(lan -> clash(lan, moves(lan)).isEmpty() && outside(lan).isEmpty())
                .findFirst()
                .orElseThrow(() -> new ProblemException(noPlace(cameras)));
    }

    private static Stream<Cidr> shelf() {
        var small = IntStream.range(FIRST, 255).mapToObj(n -> Cidr.of("192.168." + n + ".1/24"));
        var large = IntStream.range(FIRST, 255).mapToObj(n -> Cidr.of("10." + n + ".37.1/24"));
        return Stream.concat(small, large);
    }

    /** The first address beside a camera that no camera has. */
    private static Cidr around(Ipv4 camera, List<Ipv4> taken) {
        var net = new Cidr(camera, STICK).network();
        var own = IntStream.range(1, 255)
                .mapToObj(n -> net.address().plus(n))
                .filter(address -> !taken.contains(address))
                .findFirst()
                .orElseThrow();
        return new Cidr(own, STICK);
    }

    private Problem noPlace(List<Ipv4> cameras) {
        if (cameras.isEmpty()) {
            return ProblemCode.LAN_NO_PLACE.problem(
                    "no network is free for the router's LAN",
                    "the dongle, the tunnel and the laptop's networks take all that were looked at",
                    "write an address of your choice as router.lan into " + site.file());
        }
        var apart = cameras.stream().anyMatch(each -> !new Cidr(cameras.getFirst(), STICK).contains(each));
        var other = clash(new Cidr(cameras.getFirst(), STICK), true);
        var camera = site.wired().getFirst();
        return apart
                ? ProblemCode.LAN_CAMERAS_APART.problem(
                        "no one network of 254 addresses holds all cameras: "
                                + cameras.stream()
                                        .map(Ipv4::toString)
                                        .reduce((a, b) -> a + ", " + b)
                                        .orElse(""),
                        "router.lan: auto looks for a /24 with all of them",
                        "write a router.lan that holds them into " + site.file())
                : ProblemCode.LAN_CAMERA_CLASH.problem(
                        "the camera " + camera.name() + " at " + camera.address() + " is in a network that is taken: "
                                + other.map(each -> each.whose() + ", " + each.network())
                                        .orElse("the LAN as it is"),
                        "a LAN that holds the camera would meet it, and packets for one of the two would get lost",
                        advice(camera, elsewhere()));
    }

    private Cidr elsewhere() {
        return shelf().filter(lan -> clash(lan, true).isEmpty()).findFirst().orElse(Cidr.of("10.37.37.1/24"));
    }

    private String advice(CameraWish camera, Cidr lan) {
        var own = new Ipv4(lan.network().address().bits() | (camera.address().bits() & ~(-1 << (32 - lan.prefix()))));
        return "give the camera the address " + own + " and the gateway " + lan.address()
                + ", and write the address into " + site.file();
    }

    private void refuse(Cidr lan, Other other) {
        var camera = site.wired().stream()
                .filter(each -> other.network().contains(each.address()))
                .findFirst();
        throw new ProblemException(new Problem(
                other.code(),
                "the router's LAN " + lan + " meets " + other.whose() + ", " + other.network(),
                "packets for one of the two would get lost",
                "below router: in " + site.file() + " write the line   lan: auto"
                        + camera.map(each -> "   and " + advice(each, elsewhere()))
                                .orElse("")));
    }
}
