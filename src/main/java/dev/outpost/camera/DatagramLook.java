package dev.outpost.camera;

import dev.outpost.camera.CameraProof.Check;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plays a camera's stream over UDP for a moment: the packets come to the relay's ears, and lose on the way what a viewer's would. */
final class DatagramLook {
    private static final String CHECK = "RTSP over UDP";

    /** The conversation beside it, and the listening. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Pattern PORT = Pattern.compile("(?:.*;)?\\s*server_port=(\\d{1,5})\\b.*");

    private static final int UDP_AND_IP = 28;

    /** So many of a hundred any line loses. */
    private static final int USUAL = 5;

    private final Vantage relay;
    private final Ticker ticker;
    private final CameraTarget camera;

    DatagramLook(Vantage relay, Ticker ticker, CameraTarget camera) {
        this.relay = relay;
        this.ticker = ticker;
        this.camera = camera;
    }

    /** Empty where it could not be tried, which says nothing of the camera. */
    Optional<Check> at(UdpEar ear) {
        long start = ticker.nanos();
        try {
            return relay.dial(camera.host(), camera.rtspPort(), CameraLook.DIAL) instanceof Dial.Connected line
                    ? heard(line, ear).map(verdict -> took(verdict, start))
                    : Optional.empty();
        } catch (IOException notTried) {
            return Optional.empty();
        }
    }

    private Check took(Check verdict, long start) {
        return new Check(verdict.what(), verdict.good(), verdict.result(), Duration.ofNanos(ticker.nanos() - start));
    }

    private Optional<Check> heard(Dial.Connected line, UdpEar ear) throws IOException {
        try (var talk = new Conversation(line, ticker.in(LIMIT))) {
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
