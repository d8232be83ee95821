package dev.outpost.run;

import dev.outpost.camera.CameraAsked;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Quietly;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The last hops: the camera as the router sees it, then as the relay sees it through the tunnel. */
public final class LastHop {
    private static final Duration DIAL = Duration.ofSeconds(10);

    private final Narrator narrator;
    private final Site site;

    public LastHop(Narrator narrator, Site site) {
        this.narrator = narrator;
        this.site = site;
    }

    /**
     * Waits for each camera's link and its ports, in one channel.
     *
     * @param cable how long a cable move is waited for
     */
    public void fromRouter(RemoteLink router, Duration cable) throws IOException {
        if (site.cameras().isEmpty()) {
            return;
        }
        narrator.doing("waiting for the camera", cable);
        var said = asked(router, site.cameras(), cable);
        for (var i = 0; i < said.size(); i++) {
            heard(site.cameras().get(i), said.get(i));
        }
    }

    /** Whether every camera that hangs on a cable answers the router already: a switch stands between, and no cable has to be moved. */
    public boolean isThere(RemoteLink router) throws IOException {
        try {
            return asked(router, site.wired(), Duration.ZERO).stream()
                    .allMatch(said -> said.stream().anyMatch(line -> line.startsWith("open ")));
        } catch (LinkException e) {
            return false; // somebody moved the cable already
        }
    }

    private List<List<String>> asked(RemoteLink router, List<CameraWish> cameras, Duration wait) throws IOException {
        var scripts = cameras.stream()
                .map(camera -> Script.in(Guard.class, "wait-camera")
                        .with("ADDRESSES", camera.address().toString())
                        .with("PORTS", ports(camera))
                        .with("SECONDS_TO_WAIT", wait.toSeconds()))
                .toList();
        if (scripts.isEmpty()) {
            return List.of();
        }
        var patience = wait.multipliedBy(scripts.size()).plusSeconds(60);
        return ScriptStatus.require(Target.ROUTER, router.run(Batch.of(scripts), patience)).stream()
                .map(answer -> answer.stdout().lines().toList())
                .toList();
    }

    private static String ports(CameraWish camera) {
        return camera.services().stream()
                .map(service -> Integer.toString(service.port()))
                .collect(Collectors.joining(" "));
    }

    private void heard(CameraWish camera, List<String> said) {
        var open = said.stream().filter(line -> line.startsWith("open ")).findFirst();
        var neighbour =
                said.stream().filter(line -> line.startsWith("neighbour ")).findFirst();
        if (open.isPresent()) {
            narrator.done("the router reaches camera " + camera.name() + " at " + camera.address() + ", TCP "
                    + open.get().substring(5)
                    + neighbour.map(line -> "; " + line).orElse(""));
            return;
        }
        if (neighbour.filter(line -> line.contains("lladdr")).isPresent() || said.contains("ping")) {
            throw new ProblemException(ProblemCode.CAM_SILENT.problem(
                    "camera " + camera.name() + " (" + camera.address() + ") is there, but none of its ports answers",
                    "it is still starting, or its services are switched off",
                    "wait a minute, then run: outpost apply " + site.file()));
        }
        camera.ssid().ifPresent(ssid -> {
            throw new ProblemException(ProblemCode.CAM_NO_LINK.problem(
                    "the router does not see the wireless camera " + camera.name() + " at " + camera.address(),
                    "it has not joined the network " + ssid + ", sleeps, or has another address",
                    "set network and password in the camera, its address to " + camera.address()
                            + " or its mac: in the site file; then run: outpost apply " + site.file()));
        });
        throw new ProblemException(ProblemCode.CAM_NO_LINK.problem(
                "the router does not see camera " + camera.name() + " at " + camera.address(),
                "the cable is not in the injector, the camera has no power, or it has another address",
                "move the cable from the laptop to the injector's data port, then run: outpost apply " + site.file()
                        + "; who is there: outpost camera find " + site.file()));
    }

    /**
     * What the relay reaches proves the tunnel, the mapping and the camera's way back.
     *
     * @return names of cameras that let nothing come back through the tunnel: they answer their own network only
     */
    public Set<String> fromRelay(Vantage relay, TunnelPlan tunnel) {
        var deaf = new TreeSet<String>();
        for (var camera : site.cameras()) {
            if (camera.services().isEmpty()) {
                continue;
            }
            var port = camera.services().getFirst().port();
            var address = tunnel.camera(camera.name()).toString();
            switch (relay.dial(address, port, DIAL)) {
                case Dial.Connected open -> {
                    narrator.done("the relay reaches camera " + camera.name() + " as " + address + ":" + port + " in "
                            + open.took().toMillis() + " ms");
                    Quietly.close(open);
                }
                case Dial.Refused refused ->
                    throw new ProblemException(
                            CameraAsked.isFresh(relay, address, camera.webPort())
                                    ? fresh(camera)
                                    : noWay(camera, address, refused.words()));
                case Dial.NoRoute none -> throw new ProblemException(noWay(camera, address, none.words()));
                case Dial.Unreachable unreachable ->
                    throw new ProblemException(noWay(camera, address, unreachable.words()));
                case Dial.Silent _ -> deaf.add(camera.name());
            }
        }
        return deaf;
    }

    /** The same once the router speaks to them in its own name. */
    public void hears(Vantage relay, TunnelPlan tunnel) {
        fromRelay(relay, tunnel).stream().findFirst().ifPresent(name -> {
            throw new ProblemException(noGateway(name, tunnel.camera(name).toString()));
        });
    }

    private Problem noGateway(String camera, String address) {
        return ProblemCode.CAM_NO_GATEWAY.problem(
                "the router reaches camera " + camera + ", but nothing comes back through the tunnel from " + address,
                "it has no gateway, or one of its own filters: the router spoke to it in its own name, and that changed nothing",
                "set the camera's gateway to the router's LAN address, then run: outpost apply " + site.file());
    }

    private Problem fresh(CameraWish camera) {
        return ProblemCode.CAM_NOT_ACTIVATED.problem(
                "camera " + camera.name()
                        + " is fresh from its box: it has no password yet, and shows nothing before it has one",
                "nobody set it up, and the site file does not ask for it",
                "write setup: {viewer: onvif} at camera " + camera.name() + " in " + site.file()
                        + " instead of its username: and password:, then run: outpost apply " + site.file());
    }

    private Problem noWay(CameraWish camera, String address, String words) {
        return ProblemCode.CAM_NO_WAY.problem(
                "the relay does not reach camera " + camera.name() + " as " + address + ": " + words,
                "the router's mapping or the relay's filter stops it",
                "run: outpost apply " + site.file());
    }
}
