package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.util.Optional;

/** Looks at one camera the way its owner will: TCP, its stream, one picture. */
public final class CameraCheck {
    private final Vantage vantage;
    private final LoginBudget budget;
    private final Ticker ticker;

    public CameraCheck(Vantage vantage, LoginBudget budget) {
        this(vantage, budget, Ticker.REAL);
    }

    /**
     * @param ticker what waits and rates are counted in
     */
    public CameraCheck(Vantage vantage, LoginBudget budget, Ticker ticker) {
        this.vantage = vantage;
        this.budget = budget;
        this.ticker = ticker;
    }

    /** From this vantage. Stops at the first thing that fails. */
    public CameraProof look(CameraTarget camera, Depth depth) {
        return new CameraLook(vantage, budget, ticker, camera).at(depth);
    }

    /** Only whether the camera answers RTSP there: needs no password and costs one connection. */
    public CameraProof answers(CameraTarget camera) {
        return new CameraLook(vantage, budget, ticker, camera).greeting();
    }

    /** Only its small stream, played for a while. */
    public CameraProof small(CameraTarget camera) {
        return new CameraLook(vantage, budget, ticker, camera.small()).playing();
    }

    /** Whether its stream comes over UDP to a relay, from where this looks; empty where that could not be tried. */
    public Optional<CameraProof.Check> overUdp(CameraTarget camera, UdpEar ear) {
        return new DatagramLook(vantage, ticker, camera).at(ear);
    }

    /** What the camera says of its own firmware, or why it is not known. */
    public FirmwareAnswer firmware(CameraTarget camera) {
        if (camera.login().isPresent() && !budget.allows(camera.name())) {
            return new FirmwareAnswer.Unknown("it was not asked: its password was refused before");
        }
        return switch (vantage.dial(camera.host(), camera.webPort(), CameraLook.DIAL)) {
            case Dial.Connected line -> firmware(camera, line);
            case Dial other ->
                new FirmwareAnswer.Unknown("its web port " + camera.webPort() + " does not answer: " + other.words());
        };
    }

    private FirmwareAnswer firmware(CameraTarget camera, Dial.Connected line) {
        try (var client = new Fetch(vantage, camera, line, CameraLook.DIAL, ticker.in(CameraLook.FETCH))) {
            var reply = client.get(camera.paths().about());
            budget.note(camera.name(), client.session());
            if (reply.status() == 200) {
                return FirmwareAnswer.of(reply.body());
            }
            var refusal = client.session().refusal();
            return refusal.isPresent()
                    ? new FirmwareAnswer.Unknown("it " + refusal.get().words())
                    : new OnvifTold(client, camera, budget).firmware();
        } catch (IOException broken) {
            return new FirmwareAnswer.Unknown(SystemWords.of(broken));
        }
    }
}
