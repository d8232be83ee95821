package dev.outpost.camera;

import dev.outpost.camera.CameraProof.Check;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at one camera the way its owner will: TCP, its stream, one picture. */
public final class CameraCheck {
    private static final String CHECK = "RTSP over UDP";

    /** The conversation beside it, and the listening. */
    private static final Duration UDP_LIMIT = Duration.ofSeconds(12);

    private static final Pattern PORT = Pattern.compile("(?:.*;)?\\s*server_port=(\\d{1,5})\\b.*");

    private static final int UDP_AND_IP = 28;

    /** So many of a hundred any line loses. */
    private static final int USUAL = 5;

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
        var look = new CameraLook(vantage, budget, ticker, camera);
        return depth == Depth.STREAM ? look.whole() : look.pictured();
    }

    /** Only whether the camera answers RTSP there: needs no password and costs one connection. */
    public CameraProof answers(CameraTarget camera) {
        return new CameraLook(vantage, budget, ticker, camera).greeting();
    }

    /** Only its small stream, played for a while. */
    public CameraProof small(CameraTarget camera) {
        return new CameraLook(vantage, budget, ticker, camera.small()).playing();
    }

    /** What the camera says of its own firmware, or why it is not known. */
    public Firmware.Answer firmware(CameraTarget camera) {
        if (camera.login().isPresent() && !budget.allows(camera.name())) {
            return new Firmware.Answer.Unknown("it was not asked: its password was refused before");
        }
        return switch (vantage.dial(camera.host(), camera.webPort(), CameraLook.DIAL)) {
            case Dial.Connected line -> firmware(camera, line);
            case Dial other ->
                new Firmware.Answer.Unknown("its web port " + camera.webPort() + " does not answer: " + other.words());
        };
    }

    private Firmware.Answer firmware(CameraTarget camera, Dial.Connected line) {
        try (var client = new Fetch(vantage, camera, line, CameraLook.DIAL, ticker.in(CameraLook.FETCH))) {
            var reply = client.get(camera.paths().about());
            budget.note(camera.name(), client.session());
            if (reply.status() == 200) {
                return Firmware.Answer.of(reply.body());
            }
            var refusal = client.session().refusal();
            return refusal.isPresent()
                    ? new Firmware.Answer.Unknown("it " + refusal.get().words())
                    : new Onvif.Told(client, camera, budget).firmware();
        } catch (IOException broken) {
            return new Firmware.Answer.Unknown(SystemWords.of(broken));
        }
    }

    /**
     * Plays its stream over UDP for a moment: the packets come to the relay's ears, and lose on the way what a viewer's would. Empty where that could
     * not be tried, which says nothing of the camera.
     */
    public Optional<Check> overUdp(CameraTarget camera, UdpEar ear) {
        long start = ticker.nanos();
        try {
            return vantage.dial(camera.host(), camera.rtspPort(), CameraLook.DIAL) instanceof Dial.Connected line
                    ? heard(camera, line, ear).map(verdict -> took(verdict, start))
                    : Optional.empty();
        } catch (IOException notTried) {
            return Optional.empty();
        }
    }

    private Check took(Check verdict, long start) {
        return new Check(verdict.what(), verdict.good(), verdict.result(), Duration.ofNanos(ticker.nanos() - start));
    }

    private Optional<Check> heard(CameraTarget camera, Dial.Connected line, UdpEar ear) throws IOException {
        try (var talk = new Conversation(line, ticker.in(UDP_LIMIT))) {
            var client = new RtspClient(talk, new Session(camera.login()));
            var described = client.describe(camera.rtsp());
            var offer = StreamOffer.first(described.body());
            if (described.status() != 200 || offer.isEmpty()) {
                return Optional.empty();
            }
            var base = CameraLook.base(described, camera);
            var setup = client.setupUdp(offer.get().address(base), ear.port());
            if (setup.status() != 200) {
                return Optional.of(verdict(
                        true,
                        "the camera offers none (" + CameraLook.words(setup)
                                + "): a viewer's program then asks for TCP by itself"));
            }
            var far = setup.first("Transport").map(PORT::matcher).filter(match -> match.matches());
            if (far.isEmpty()) {
                return Optional.empty();
            }
            ear.opens(Integer.parseInt(far.get().group(1)));
            client.play(base);
            var heard = ear.heard();
            client.teardown(base);
            return Optional.of(judged(heard));
        }
    }

    static Check judged(UdpEar.Heard heard) {
        var all = heard.packets() + heard.lost();
        if (heard.packets() == 0) {
            return verdict(
                    false,
                    "not one packet came through the tunnel: choose RTSP over TCP (interleaved) in the viewer's program");
        }
        if (heard.lost() * 100 > USUAL * all) {
            return verdict(
                    false,
                    heard.lost() + " of " + all + " packets were lost, and none larger than " + heard.largest()
                            + " bytes came (" + (heard.largest() + UDP_AND_IP)
                            + " with IP's head, in the tunnel): choose RTSP over TCP (interleaved) in the"
                            + " viewer's program, or a smaller packet size in the camera");
        }
        return verdict(
                true,
                heard.packets() + " packets, the largest " + heard.largest() + " bytes, "
                        + (heard.lost() == 0 ? "none" : String.valueOf(heard.lost())) + " lost");
    }

    private static Check verdict(boolean good, String words) {
        return new Check(CHECK, good, words, Duration.ZERO);
    }
}
