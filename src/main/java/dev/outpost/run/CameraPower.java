package dev.outpost.run;

import dev.outpost.camera.CameraPlace;
import dev.outpost.camera.CameraSecrets;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Secrets;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Restarts a camera: by the port that feeds it, else by its own word. */
public final class CameraPower {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RemoteLink router;
    private final CameraSecrets secrets;
    private final Clock clock;

    public CameraPower(RemoteLink router, SiteState state, Secrets secrets, Clock clock) {
        this.router = router;
        this.secrets = new CameraSecrets(state, secrets);
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
        var how = new CameraPlace(
                        LinkVantage.ofRouter(router),
                        camera.name(),
                        camera.address().toString(),
                        camera.webPort(),
                        secrets.budget(clock),
                        Ticker.REAL,
                        clock)
                .restart(secrets.mighty(camera));
        return how.map(way -> "it was told to, by " + way)
                .orElseThrow(() -> new ProblemException(byHand(camera, said.replaceFirst("^none ", ""))));
    }

    private static Problem byHand(CameraWish camera, String noPower) {
        return ProblemCode.CAM_RESTART_BY_HAND.problem(
                "camera " + camera.name() + " cannot be restarted from here: " + noPower
                        + ", and the camera does not take the word from who is known here",
                "an injector cannot be switched and reports nothing",
                "somebody at the site pulls the injector's plug for ten seconds; then wait two minutes");
    }
}
