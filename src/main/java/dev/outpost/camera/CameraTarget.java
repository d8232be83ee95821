package dev.outpost.camera;

import dev.outpost.profile.ProfileBook;
import dev.outpost.site.CameraWish;
import java.util.Optional;

/**
 * A camera as somebody dials it.
 *
 * @param host its tunnel address, or the LAN's where that is what is looked at
 * @param rtspPort 554 unless the site file says otherwise
 * @param webPort where its pictures are fetched
 * @param onLan its address as the router sees it, for messages
 */
public record CameraTarget(
        String name, String host, int rtspPort, int webPort, String onLan, Optional<Login> login, Paths paths) {

    /**
     * Where a camera keeps what we ask for; from its profile.
     *
     * @param main full stream
     * @param sub small stream, the right one for a phone on a thin line
     * @param snapshot one JPEG
     * @param about what the camera says of itself
     * @param time what it says of the time
     */
    public record Paths(String main, String sub, String snapshot, String about, String time) {
        /** Hikvision, and the many that are sold under other names. (ISAPI; RTSP paths of its manuals.) */
        public static final Paths HIKVISION = new Paths(
                "/Streaming/Channels/101",
                "/Streaming/Channels/102",
                "/ISAPI/Streaming/channels/101/picture",
                "/ISAPI/System/deviceInfo",
                "/ISAPI/System/time");

        /** As the profiles of its maker have them, where the site file or the MAC tells who that is. */
        public static Paths of(CameraWish camera) {
            return ByHand.of(camera, Optional.empty())
                    .maker()
                    .flatMap(Paths::by)
                    .orElse(HIKVISION);
        }

        private static Optional<Paths> by(String maker) {
            var book = ProfileBook.shipped();
            return book.cameraFact(maker, "rtsp-main")
                    .map(main -> new Paths(
                            main,
                            book.cameraFact(maker, "rtsp-sub").orElse(main),
                            book.cameraFact(maker, "snapshot").orElse(HIKVISION.snapshot()),
                            HIKVISION.about(),
                            HIKVISION.time()));
        }
    }

    /** The same camera where its streams and its picture are elsewhere. */
    CameraTarget with(Paths other) {
        return new CameraTarget(name, host, rtspPort, webPort, onLan, login, other);
    }

    /** The same camera as if its small stream were the only one. */
    CameraTarget small() {
        var alone = new Paths(paths.sub(), paths.sub(), paths.snapshot(), paths.about(), paths.time());
        return with(alone);
    }

    /** To paste into VLC or a phone's player; the name is asked for there. */
    public String rtsp() {
        return "rtsp://" + host + port(rtspPort, 554) + paths.main();
    }

    /** The small stream. */
    public String rtspSmall() {
        return "rtsp://" + host + port(rtspPort, 554) + paths.sub();
    }

    /** The camera's own pages. */
    public String web() {
        return "http://" + host + port(webPort, 80) + "/";
    }

    private static String port(int port, int usual) {
        return port == usual ? "" : ":" + port;
    }
}
