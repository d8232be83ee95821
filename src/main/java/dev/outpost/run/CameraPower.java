package dev.outpost.run;

import dev.outpost.camera.CameraRestart;
import dev.outpost.camera.Login;
import dev.outpost.camera.LoginBudget;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.CameraWish;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Restarts a camera: by the port that feeds it, else by its own word. */
public final class CameraPower {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RemoteLink router;
    private final SiteState state;
    private final Secrets secrets;
    private final Clock clock;

    public CameraPower(RemoteLink router, SiteState state, Secrets secrets, Clock clock) {
        this.router = router;
        this.state = state;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Restarts it.
     *
     * @return how, in words
     * @throws ProblemException {@code CAM-RESTART-BY-HAND} where nobody here can
     */
    public String restart(CameraWish camera) throws IOException {
        var said = ScriptStatus.require(
                        Target.ROUTER,
                        router.run(
                                Batch.of(Script.in(Guard.class, "poe-cycle")
                                        .with("ADDRESS", camera.address().toString())),
                                PATIENCE))
                .getLast()
                .stdout()
                .strip();
        if (said.startsWith("cycled ")) {
            return "the power of the router's port " + said.substring("cycled ".length()) + " was off for 5 s";
        }
        var budget = new LoginBudget(state.cameraLogins(), clock);
        var how = new CameraRestart(new LinkVantage(router, "the router"), budget, Ticker.REAL, clock)
                .run(camera.name(), camera.address().toString(), CameraSide.webPort(camera), logins(camera));
        return how.map(way -> "it was told to, by " + way)
                .orElseThrow(() -> new ProblemException(byHand(camera, said.replaceFirst("^none ", ""))));
    }

    private List<Login> logins(CameraWish camera) {
        var admin = state.cameraPassword(camera.name(), "admin")
                .or(() -> camera.setup()
                        .flatMap(CameraWish.Setup::adminPassword)
                        .map(source -> secrets.read(source, "the administrator's password of camera " + camera.name())))
                .map(password ->
                        new Login(camera.setup().map(CameraWish.Setup::admin).orElse("admin"), password));
        var own = camera.username()
                .flatMap(user -> camera.password()
                        .filter(source -> !(source instanceof SecretSource.Generate))
                        .filter(_ -> admin.isEmpty())
                        .map(source ->
                                new Login(user, secrets.read(source, "the password of camera " + camera.name()))));
        return Stream.of(admin, own).flatMap(Optional::stream).toList();
    }

    private static Problem byHand(CameraWish camera, String noPower) {
        return new Problem(
                ProblemCode.CAM_RESTART_BY_HAND,
                "camera " + camera.name() + " cannot be restarted from here: " + noPower
                        + ", and the camera does not take the word from who is known here",
                "an injector cannot be switched and reports nothing",
                "somebody at the site pulls the injector's plug for ten seconds; then wait two minutes");
    }
}
