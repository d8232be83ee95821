package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.ledger.Peer;
import dev.outpost.reach.Dial;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.CameraWish;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hops from the router to a camera and from the relay to a viewer.
 *
 * @param alive whether the tunnel stands: without it nobody behind it is blamed
 */
record CameraWalk(PathSeen seen, boolean alive) {

    List<Hop> hops(CameraWish camera) {
        var link = link(camera);
        var redirect = redirect(camera);
        var gateway = gateway(camera, link, redirect);
        return Stream.of(redirect, link, gateway, rtsp(camera, link), login(camera))
                .map(hop -> hop.of(camera.name()))
                .toList();
    }

    private String inTunnel(CameraWish camera) {
        return seen.tunnel().camera(camera.name()).toString();
    }

    private Hop redirect(CameraWish camera) {
        if (seen.router().isEmpty()) {
            return HopName.REDIRECT.unknown("the router could not be asked");
        }
        var leads = Optional.ofNullable(seen.router().get().redirects().get(inTunnel(camera)));
        if (leads.filter(camera.address().toString()::equals).isPresent()) {
            return HopName.REDIRECT.ok(inTunnel(camera) + " leads to " + camera.address());
        }
        return HopName.REDIRECT.broken(ProblemCode.CAM_NO_WAY.problem(
                "the router does not lead " + inTunnel(camera) + " to camera " + camera.name() + " at "
                        + camera.address()
                        + leads.map(other -> ", but to " + other).orElse(""),
                "somebody changed its firewall, or the site file names another address now",
                "run: outpost apply " + seen.site().file()));
    }

    private List<String> said(CameraWish camera) {
        return seen.router()
                .map(router -> router.cameras().getOrDefault(camera.name(), List.of()))
                .orElse(List.of());
    }

    private boolean isOpen(CameraWish camera) {
        return said(camera).stream().anyMatch(line -> line.startsWith("open "));
    }

    private boolean isThere(CameraWish camera) {
        return said(camera).stream()
                .anyMatch(line -> line.equals("ping") || (line.startsWith("neighbour ") && line.contains("lladdr")));
    }

    private Optional<Dial> fromRelay(CameraWish camera) {
        return Optional.ofNullable(seen.camerasFromRelay().get(camera.name()));
    }

    private boolean answersRelay(CameraWish camera) {
        return fromRelay(camera)
                .filter(dial -> dial instanceof Dial.Connected || dial instanceof Dial.Refused)
                .isPresent();
    }

    private boolean takesCallsOfRelay(CameraWish camera) {
        return fromRelay(camera).filter(Dial.Connected.class::isInstance).isPresent();
    }

    private Hop link(CameraWish camera) {
        if (isOpen(camera) || isThere(camera)) {
            return HopName.CAMERA_LINK.ok("the router sees it at " + camera.address());
        }
        if (answersRelay(camera)) {
            return HopName.CAMERA_LINK.ok(seen.tunnel().isDirect() ? "it answers the viewer" : "it answers the relay");
        }
        if (seen.router().isEmpty()) {
            return HopName.CAMERA_LINK.unknown("the router could not be asked");
        }
        return HopName.CAMERA_LINK.broken(ProblemCode.CAM_NO_LINK.problem(
                "the router does not see camera " + camera.name() + " at " + camera.address(),
                "the camera has no power, its cable is out, or it has another address",
                "look at the injector's light and the cable; then: outpost doctor "
                        + seen.site().file()));
    }

    /** The router reaches it, the relay does not, and everything between them is well: its answers find no way back. */
    private Hop gateway(CameraWish camera, Hop link, Hop redirect) {
        if (answersRelay(camera) || (hasTalked(camera) && seen.isThroughTunnel())) {
            return HopName.CAMERA_GATEWAY.ok("it answers through the tunnel");
        }
        var isSilent = fromRelay(camera).filter(Dial.Silent.class::isInstance).isPresent();
        if (!alive || !isSilent || !isOpen(camera) || link.isBroken() || redirect.isBroken()) {
            return HopName.CAMERA_GATEWAY.unknown("nothing reached it through the tunnel");
        }
        return HopName.CAMERA_GATEWAY.broken(ProblemCode.CAM_NO_GATEWAY.problem(
                "the router reaches camera " + camera.name() + ", but nothing comes back through the tunnel from "
                        + inTunnel(camera),
                "the camera answers its own network only: it has no gateway",
                "set its gateway to the router's LAN address, or let the router speak for it: outpost apply "
                        + seen.site().file()));
    }

    private boolean hasTalked(CameraWish camera) {
        return seen.proof(camera.name()).filter(CameraProof::hasTalked).isPresent();
    }

    private boolean isGood(CameraWish camera, String check) {
        return seen.proof(camera.name()).stream()
                .flatMap(proof -> proof.checks().stream())
                .anyMatch(each -> each.what().equals(check) && each.good());
    }

    private Hop rtsp(CameraWish camera, Hop link) {
        if (isGood(camera, "RTSP OPTIONS")) {
            return HopName.RTSP.ok("it answers OPTIONS");
        }
        var refused = fromRelay(camera).filter(Dial.Refused.class::isInstance).isPresent();
        if (refused || (isThere(camera) && !isOpen(camera) && !answersRelay(camera))) {
            return HopName.RTSP.broken((refused ? ProblemCode.CAM_REFUSED : ProblemCode.CAM_SILENT)
                    .problem(
                            "camera " + camera.name() + " (" + camera.address()
                                    + ") is there, but none of its ports answers",
                            "it is still starting, or its services are switched off",
                            "wait a minute; else switch RTSP on in the camera, or correct services: in "
                                    + seen.site().file()));
        }
        return link.isBroken()
                ? HopName.RTSP.unknown("the camera has no link")
                : proofOf(camera, HopName.RTSP).orElseGet(() -> HopName.RTSP.unknown("nobody talked to the camera"));
    }

    /** It took the call, and then did not speak RTSP as it should. */
    private Optional<Hop> proofOf(CameraWish camera, HopName name) {
        return seen.proof(camera.name())
                .filter(_ -> hasTalked(camera))
                .flatMap(CameraProof::problem)
                .filter(problem -> !problem.code().name().startsWith("CAM_PASSWORD_"))
                .map(problem -> name.broken(problem));
    }

    private Hop login(CameraWish camera) {
        if (isGood(camera, "RTSP DESCRIBE") || isGood(camera, "picture")) {
            return HopName.LOGIN.ok("it takes the login");
        }
        return seen.proof(camera.name())
                .flatMap(CameraProof::problem)
                .filter(problem -> problem.code().name().startsWith("CAM_PASSWORD_"))
                .map(problem -> HopName.LOGIN.broken(problem))
                .orElseGet(() -> HopName.LOGIN.unknown("nobody logged in"));
    }

    /** The relay reaches the cameras, and whoever looked as a viewer does not. */
    Hop viewer() {
        if (!seen.fromViewer()) {
            return HopName.VIEWER.unknown("nobody looked from where a viewer sits: --via socks5://HOST:PORT");
        }
        if (seen.site().cameras().stream().anyMatch(this::hasTalked)) {
            return HopName.VIEWER.ok("cameras answer the viewer");
        }
        if (seen.site().cameras().stream().noneMatch(this::takesCallsOfRelay)) {
            return HopName.VIEWER.unknown("no camera takes a call of the relay either");
        }
        return HopName.VIEWER.broken(ProblemCode.WAY_VIEWER_SILENT.problem(
                "the relay reaches the cameras, and the viewer does not",
                "the viewer's own tunnel is down, or its key was taken away",
                "switch WireGuard off and on at the viewer; else hand out its page anew"));
    }

    /** Whether the relay lets the site's viewers through to its cameras, by its own record. */
    Hop mayView() {
        if (seen.relayFacts().isEmpty()) {
            return HopName.MAY_VIEW.unknown("the relay could not be asked");
        }
        var missing = missing(seen.relayFacts().get());
        return missing.isEmpty()
                ? HopName.MAY_VIEW.ok("the relay carries camera "
                        + String.join(", ", seen.tunnel().onLan().keySet()) + " for "
                        + seen.tunnel().given().peers().stream().map(Peer::name).collect(Collectors.joining(", ")))
                : HopName.MAY_VIEW.broken(ProblemCode.WAY_NOT_CARRIED.problem(
                        "the relay lets nobody through to this site: it does not know " + String.join(", ", missing),
                        "its record of the site is gone, or older than the site file",
                        "run: outpost apply " + seen.site().file()));
    }

    private List<String> missing(RelayFacts relay) {
        var carried = relay.site(seen.site().name());
        if (carried.isEmpty()) {
            return List.of("site " + seen.site().name());
        }
        var cameras = seen.tunnel().onLan().keySet().stream()
                .filter(name -> carried.get().cameras().stream()
                        .noneMatch(camera -> camera.name().equals(name)))
                .map(name -> "camera " + name);
        var guests = seen.tunnel().given().peers().stream()
                .filter(peer -> carried.get().guests().stream()
                        .noneMatch(guest -> guest.name().equals(peer.name())))
                .map(peer -> "viewer " + peer.name());
        return Stream.concat(cameras, guests).toList();
    }
}
