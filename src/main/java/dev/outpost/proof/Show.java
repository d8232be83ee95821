package dev.outpost.proof;

import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Login;
import dev.outpost.ledger.State;
import dev.outpost.ledger.ToolKey;
import dev.outpost.proof.ReportFolder.LastSeen;
import dev.outpost.proof.Snippets.Program;
import dev.outpost.proof.Snippets.ShownStream;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Tells what to paste into other programs, from what this computer knows of a site; asks nobody, changes nothing. */
public final class Show {
    private static final int RTSP = 554;

    private final Site site;
    private final State state;
    private final Secrets secrets;
    private final TunnelPlan tunnel;

    /** @throws ProblemException {@code WAY-NO-RELAY} or {@code SITE-NOT-APPLIED} */
    public Show(Site file, State state, Secrets secrets) {
        this.site = TunnelPlan.found(file, state.ledger());
        this.state = state;
        this.secrets = secrets;
        if (site.access().relay().isEmpty() && !site.access().isDirect()) {
            throw new ProblemException(Verify.noRelay(site));
        }
        this.tunnel = TunnelPlan.known(
                        site, state.ledger(), state.site(site.name()).address())
                .orElseThrow(() -> new ProblemException(Verify.neverApplied(site)));
    }

    /**
     * A text to paste.
     *
     * @param files that it speaks of, and that hold secrets
     */
    public record Shown(String text, List<Path> files, List<ShownStream> streams) {
        public Shown {
            files = List.copyOf(files);
            streams = List.copyOf(streams);
        }
    }

    /** @param open whether passwords and keys stand in it: only for a file that nobody else may read */
    public Shown to(Program program, boolean open) {
        return switch (program) {
            case SSH -> new Shown(own().ssh(), List.of(), List.of());
            case WIREGUARD -> new Shown(own().wireGuard(open), own().confs(), List.of());
            case FRIGATE, GO2RTC, HOMEASSISTANT, VLC -> {
                var streams = site.cameras().stream()
                        .map(camera -> stream(camera, open))
                        .toList();
                yield new Shown(new Snippets(streams).of(program), List.of(), streams);
            }
        };
    }

    private TunnelSnippets own() {
        var relay = site.access().relay().filter(_ -> !tunnel.isDirect());
        return new TunnelSnippets(
                site.file(), state.site(site.name()), state.keyIfBorn().map(ToolKey::file), relay, tunnel);
    }

    private ShownStream stream(CameraWish camera, boolean open) {
        var seen = Optional.ofNullable(
                new ReportFolder(state.site(site.name())).seen().cameras().get(camera.name()));
        var host = tunnel.camera(camera.name()).toString();
        var usual = Paths.of(camera);
        var port = camera.port("rtsp", RTSP);
        var login = open ? login(camera) : Optional.<Login>empty();
        return new ShownStream(
                site.name(),
                camera.name(),
                host + (port == RTSP ? "" : ":" + port),
                seen.map(LastSeen.Camera::main).orElse(usual.main()),
                seen.map(LastSeen.Camera::small).orElse(usual.sub()),
                camera.username(),
                login.map(Login::password),
                seen.map(LastSeen.Camera::at).map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                seen.flatMap(LastSeen.Camera::stream).map(LastSeen.Stream::kilobits));
    }

    private Optional<Login> login(CameraWish camera) {
        return camera.username()
                .flatMap(user -> camera.password()
                        .map(source ->
                                new Login(user, secrets.read(source, "the password of camera " + camera.name()))));
    }
}
