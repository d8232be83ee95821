package dev.outpost.proof;

import dev.outpost.contact.RouterConnection;
import dev.outpost.reach.TunnelEvidence;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.site.CameraWish;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.WanEvidence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a router for the whole way as it sees it, in one channel. */
record RouterAsked(Narrator narrator) {
    /** The modem's own patience, and that of a camera that does not answer. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Empty where it lets nobody in, or lets us in and then does not answer. */
    Optional<RouterPath> path(Site site, PathEnds ends) {
        return ends.noRouter().isPresent()
                ? Optional.empty()
                : path(site, site.access().tunnelRelay(), ends.connections().router());
    }

    private Optional<RouterPath> path(Site site, Optional<RelayFile> relay, RouterConnection router) {
        var scripts = new ArrayList<Script>();
        scripts.add(RouterPath.look(site));
        scripts.add(Script.in(Guard.class, "tunnel-look")
                .with("HOST", relay.map(RelayFile::publicAddress).orElse(""))
                .with("NEAR", relay.map(RelayFile::near).orElse(""))
                .with("NOISE", WanEvidence.noise()));
        site.cameras().forEach(camera -> scripts.add(camera(camera)));
        scripts.add(Script.in(Guard.class, "kept-look"));
        try {
            var said = router.link().run(Batch.of(scripts), LIMIT).stream()
                    .map(answer -> answer.stdout().lines().toList())
                    .toList();
            var cameras = new HashMap<String, List<String>>();
            for (var i = 0; i < site.cameras().size() && i + 2 < said.size(); i++) {
                cameras.put(site.cameras().get(i).name(), said.get(i + 2));
            }
            var path = RouterPath.of(
                    router.route().toString(),
                    router.route() instanceof Route.Through,
                    said.getFirst(),
                    said.size() > 1 ? said.get(1) : List.of(),
                    cameras,
                    said.size() == scripts.size() ? said.getLast() : List.of());
            path.tunnel().narrow().ifPresent(this::warnOfSize);
            return Optional.of(path);
        } catch (IOException | ProblemException e) {
            narrator.warned("the router could not be asked: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void warnOfSize(TunnelEvidence.Narrow narrow) {
        narrator.warned(
                "packets of 1,400 bytes, as cameras send them over UDP, are lost in the tunnel, and small ones are not: its MTU is "
                        + narrow.mtu()
                        + narrow.passes()
                                .map(bytes -> ", and what comes through is at most " + bytes + " bytes")
                                .orElse("")
                        + ": the line carries less and no fragments; RTSP over TCP is not concerned, so choose it in the viewer's program");
    }

    private static Script camera(CameraWish camera) {
        return Script.in(Guard.class, "wait-camera")
                .with("ADDRESSES", camera.address().toString())
                .with(
                        "PORTS",
                        camera.services().stream()
                                .map(service -> Integer.toString(service.port()))
                                .collect(Collectors.joining(" ")))
                .with("SECONDS_TO_WAIT", 0);
    }
}
