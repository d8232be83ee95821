package dev.outpost.camera;

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
        var web = web(address);
        return web.isPresent() ? web : rtsp(address);
    }

    /** Whether a Hikvision there says that it has no password yet. */
    public static boolean isFresh(Vantage from, String host, int webPort) {
        if (!(from.dial(host, webPort, CameraLook.DIAL) instanceof Dial.Connected line)) {
            return false;
        }
        var target = target(host, webPort);
        try (var fetch = new Fetch(from, target, line, CameraLook.DIAL, Ticker.REAL.in(LIMIT))) {
            return Xml.of(fetch.get(SetupLook.STATUS).body()).says("Activated", "false");
        } catch (IOException nothingOfACamera) {
            return false;
        }
    }

    private static CameraTarget target(Ipv4 address) {
        return target(address.toString(), WEB);
    }

    private static CameraTarget target(String host, int webPort) {
        return new CameraTarget("camera", host, RTSP, webPort, host, Optional.empty(), CameraTarget.Paths.HIKVISION);
    }

    private Optional<FoundCamera> web(Ipv4 address) {
        if (!(from.dial(address.toString(), WEB, CameraLook.DIAL) instanceof Dial.Connected line)) {
            return Optional.empty();
        }
        try (var fetch = new Fetch(from, target(address), line, CameraLook.DIAL, Ticker.REAL.in(LIMIT))) {
            var status = Xml.of(fetch.get(SetupLook.STATUS).body());
            var activated = status.element("Activated").map("true"::equalsIgnoreCase);
            var onvif =
                    new Onvif(fetch, Optional.empty(), clock.instant()).clock().isPresent();
            return activated.isPresent() || onvif
                    ? Optional.of(new FoundCamera(
                            address,
                            Optional.empty(),
                            activated.map(_ -> "Hikvision"),
                            Optional.empty(),
                            Optional.empty(),
                            activated,
                            Optional.of(onvif),
                            List.of("port")))
                    : Optional.empty();
        } catch (IOException nothingOfACamera) {
            return Optional.empty();
        }
    }

    private Optional<FoundCamera> rtsp(Ipv4 address) {
        if (!(from.dial(address.toString(), RTSP, CameraLook.DIAL) instanceof Dial.Connected line)) {
            return Optional.empty();
        }
        try (var talk = new Conversation(line, Ticker.REAL.in(LIMIT))) {
            var reply = new RtspClient(talk, new Session(Optional.empty()))
                    .options(target(address).rtsp());
            return reply.status() > 0
                    ? Optional.of(FoundCamera.at(address, Optional.empty(), "port"))
                    : Optional.empty();
        } catch (IOException noRtsp) {
            return Optional.empty();
        }
    }
}
