package dev.outpost.camera;

import dev.outpost.camera.CameraPlace.SetupLook;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks who is at an address whether it is a camera, without any login: its web server, ONVIF's clock, and whether it speaks RTSP. */
public final class CameraAsked {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final int WEB = 80;
    private static final int RTSP = 554;

    private final Vantage from;
    private final Clock clock;

    public CameraAsked(Vantage from, Clock clock) {
        this.from = from;
        this.clock = clock;
    }

    /** What it says; empty where nothing of it is a camera's. */
    public Optional<FoundCamera> at(Ipv4 address) {
        var target = target(address.toString(), WEB);
        return asked(from, target, fetch -> found(address, fetch))
                .flatMap(found -> found)
                .or(() -> rtsp(address, target));
    }

    /** Whether a Hikvision there says that it has no password yet. */
    public static boolean isFresh(Vantage from, String host, int webPort) {
        return asked(
                        from,
                        target(host, webPort),
                        fetch -> Xml.of(fetch.get(SetupLook.STATUS).body()).says("Activated", "false"))
                .orElse(false);
    }

    private static CameraTarget target(String host, int webPort) {
        return new CameraTarget("camera", host, RTSP, webPort, host, Optional.empty(), CameraTarget.Paths.HIKVISION);
    }

    private interface Question<T> {
        T ask(Fetch fetch) throws IOException;
    }

    /** Empty where it takes no call, or says nothing of a camera. */
    private static <T> Optional<T> asked(Vantage from, CameraTarget target, Question<T> question) {
        if (!(from.dial(target.host(), target.webPort(), CameraLook.DIAL) instanceof Dial.Connected line)) {
            return Optional.empty();
        }
        try (var fetch = new Fetch(from, target, line, CameraLook.DIAL, Ticker.REAL.in(LIMIT))) {
            return Optional.of(question.ask(fetch));
        } catch (IOException nothingOfACamera) {
            return Optional.empty();
        }
    }

    private Optional<FoundCamera> found(Ipv4 address, Fetch fetch) throws IOException {
        var activated =
                Xml.of(fetch.get(SetupLook.STATUS).body()).element("Activated").map("true"::equalsIgnoreCase);
        var onvif = new Onvif(fetch, Optional.empty(), clock.instant()).clock().isPresent();
        return Optional.of(new FoundCamera(
                        address,
                        Optional.empty(),
                        activated.map(_ -> "Hikvision"),
                        Optional.empty(),
                        Optional.empty(),
                        activated,
                        Optional.of(onvif),
                        List.of("port")))
                .filter(_ -> activated.isPresent() || onvif);
    }

    private Optional<FoundCamera> rtsp(Ipv4 address, CameraTarget target) {
        if (!(from.dial(target.host(), RTSP, CameraLook.DIAL) instanceof Dial.Connected line)) {
            return Optional.empty();
        }
        try (var talk = new Conversation(line, Ticker.REAL.in(LIMIT))) {
            var reply = new RtspClient(talk, new Session(Optional.empty())).options(target.rtsp());
            return Optional.of(reply)
                    .filter(any -> any.status() > 0)
                    .map(_ -> FoundCamera.at(address, Optional.empty(), "port"));
        } catch (IOException noRtsp) {
            return Optional.empty();
        }
    }
}
