package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraSecrets;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Depth;
import dev.outpost.camera.Login;
import dev.outpost.camera.LoginBudget;
import dev.outpost.camera.Picture;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.NegativeScan;
import dev.outpost.reach.SystemVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.CameraWish.LoginForm;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at a site from outside and says what was seen. Changes nothing anywhere. */
public final class SiteProver {
    /** The relay's own SSH: where the server says that it listens, it should answer. */
    private static final int SSH = 22;

    private static final int RTSP = 554;
    private static final int WEB = 80;

    /** ONVIF's logins carry the time; cameras refuse those that are five minutes off. */
    private static final Duration CLOCK_OFF = Duration.ofMinutes(5);

    private final CameraSecrets logins;
    private final SiteState state;
    private final Clock clock;
    private final Narrator narrator;

    public SiteProver(Secrets secrets, SiteState state, Clock clock, Narrator narrator) {
        this.logins = new CameraSecrets(state, secrets);
        this.state = state;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** The vantage that was named, else this computer where it is in the tunnel itself. */
    public static Optional<Vantage> vantage(Optional<Vantage> named, Cidr tunnel) {
        return named.or(() -> SystemVantage.inside(tunnel, ownAddresses()));
    }

    /** Nobody looked from where a viewer sits. */
    public static Problem noVantage(Site site) {
        return new Problem(
                ProblemCode.PROOF_NO_VANTAGE,
                "not proven from a viewer",
                "this computer is not in the tunnel, and no vantage was named",
                "outpost verify " + site.file() + " --via socks5://HOST:PORT   (or import a viewer's page here first)");
    }

    /**
     * Every camera, then the public address.
     *
     * @param serversOwn TCP ports on which the relay itself listens, from its last look
     * @param depth how much is fetched from each camera
     * @param line kilobits a second that the site can send, where somebody measured
     */
    public SiteProof prove(
            Site site, TunnelPlan tunnel, Vantage vantage, Set<Integer> serversOwn, Depth depth, Optional<Long> line) {
        var check = new CameraCheck(vantage, budget());
        var cameras = site.cameras().stream()
                .map(camera -> told(proof(check, camera, tunnel, depth, line)))
                .toList();
        var outside = scan(tunnel, vantage, serversOwn);
        var problem = cameras.stream()
                .flatMap(camera -> camera.problem().stream())
                .findFirst()
                .or(() -> exposed(outside));
        return new SiteProof(site.name(), Optional.of(vantage.where()), cameras, Optional.of(outside), problem);
    }

    /** Every camera at its own address, as the router sees it. */
    List<CameraProof> onLan(Site site, Vantage router) {
        var check = new CameraCheck(router, budget());
        return site.cameras().stream()
                .map(camera -> told(check.look(target(camera, camera.address().toString()), Depth.STREAM)))
                .toList();
    }

    /** A camera that is public is asked again what it runs. */
    private CameraProof proof(
            CameraCheck check, CameraWish camera, TunnelPlan tunnel, Depth depth, Optional<Long> line) {
        var target = target(camera, tunnel.camera(camera.name()).toString());
        var seen = check.look(target, depth).after(new ReportFolder(state).lastPicture(camera.name()));
        var proof = new WillItStream(check, line).in(seen);
        return camera.exposure() instanceof Exposure.Public open
                ? new FirmwareGate(check).ask(camera, open, target).in(proof)
                : proof;
    }

    /**
     * Asks each camera that is public, from the relay or, where there is none, from the router,, or shall be, what it runs.
     *
     * @throws ProblemException {@code CAM-EXPLOITED} where that is known to be attacked, {@code CAM-FIRMWARE-UNKNOWN} where nobody knows
     */
    public void refuseUnsafe(Site site, TunnelPlan tunnel, Vantage relay) {
        var gate = new FirmwareGate(new CameraCheck(relay, budget()));
        for (var camera : site.cameras()) {
            if (camera.exposure() instanceof Exposure.Public open) {
                var verdict = gate.ask(
                        camera,
                        open,
                        target(
                                camera,
                                (tunnel.isDirect() ? camera.address() : tunnel.camera(camera.name())).toString()));
                ProblemException.ifAny(verdict.problem());
                narrator.decided(
                        "camera " + camera.name() + " may be public",
                        verdict.check().result());
            }
        }
    }

    /** A camera as dialled at this address. */
    public CameraTarget target(CameraWish camera, String host) {
        var login = camera.username()
                .flatMap(user -> logins.viewer(camera)
                        .map(password -> new Login(user, password, camera.login() == LoginForm.BASIC)));
        return new CameraTarget(
                camera.name(),
                host,
                port(camera, "rtsp", RTSP),
                port(camera, "web", WEB),
                camera.address().toString(),
                login,
                Paths.of(camera));
    }

    /** The same with whether the camera's stream comes over UDP to the relay, in packets of the size that it sends, where that could be tried. */
    CameraProof overUdp(CameraProof proof, RemoteLink relay, Ticker ticker) {
        return new OverUdp(relay, budget(), ticker, narrator).in(proof);
    }

    LoginBudget budget() {
        return logins.budget(clock);
    }

    private CameraProof told(CameraProof proof) {
        for (var check : proof.checks()) {
            var words = proof.camera().name() + ": " + check.what();
            if (check.good()) {
                narrator.saw(words, check.result() + " (" + check.took().toMillis() + " ms)");
            } else {
                narrator.warned(words + ": " + check.result());
            }
        }
        proof.picture().ifPresent(picture -> told(proof.camera().name(), picture));
        return proof;
    }

    private void told(String camera, Picture picture) {
        var words = "picture of " + camera + ": " + picture.width() + " × " + picture.height() + ", "
                + picture.jpeg().length + " bytes in " + picture.took().toMillis() + " ms; SHA-256 "
                + picture.sha256().substring(0, 16) + "…";
        narrator.done(words);
        picture.clock()
                .ahead()
                .filter(off -> off.abs().compareTo(CLOCK_OFF) > 0)
                .ifPresent(off -> narrator.warned(
                        "the clock of camera " + camera + " is " + off.abs().toMinutes()
                                + " minutes " + (off.isNegative() ? "behind" : "ahead")
                                + ": its recordings and its ONVIF login go by it"));
    }

    private NegativeScan.Result scan(TunnelPlan tunnel, Vantage vantage, Set<Integer> serversOwn) {
        var relay = tunnel.relay();
        var published = tunnel.published().stream().map(Published::port).collect(Collectors.toSet());
        var result = new NegativeScan(vantage).of(relay.publicAddress(), published, serversOwn, relay.listen());
        var words = "TCP " + result.expected() + " of " + result.address() + "; shut: the other "
                + (result.scanned().size() - result.expected().size()) + " ports that were tried";
        if (result.isShut()) {
            narrator.saw("only what should answers", words);
        } else {
            narrator.warned("ports answer that nobody published: " + result.unexpected());
        }
        var missing = Stream.concat(
                        result.missing().stream(), serversOwn.stream().filter(port -> port == SSH))
                .filter(port -> !result.expected().contains(port))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            narrator.warned("ports that should answer do not: TCP " + missing + " of " + result.address());
        }
        return result;
    }

    private static Optional<Problem> exposed(NegativeScan.Result outside) {
        if (!outside.isShut()) {
            return Optional.of(new Problem(
                    ProblemCode.PROOF_EXPOSED,
                    "ports " + outside.unexpected() + " of " + outside.address() + " answer to anybody",
                    "neither the site file publishes them nor does the server itself listen there",
                    "find out who opened them before the site is left alone"));
        }
        return outside.missing().stream()
                .findFirst()
                .map(port -> new Problem(
                        ProblemCode.PROOF_NOT_PUBLIC,
                        "port " + port + " of " + outside.address() + " is published, but does not answer from "
                                + outside.from(),
                        "its allow list does not hold this vantage, or the server's provider blocks the port",
                        "verify from an allowed address, or open TCP " + port + " at the provider"));
    }

    private static int port(CameraWish camera, String service, int usual) {
        return camera.services().stream()
                .filter(offered -> offered.name().equals(service))
                .map(CameraWish.Service::port)
                .findFirst()
                .orElse(usual);
    }

    private static List<Ipv4> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .flatMap(address -> Ipv4.parse(address.getHostAddress()).stream())
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }
}
