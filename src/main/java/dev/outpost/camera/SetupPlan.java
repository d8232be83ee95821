package dev.outpost.camera;

import dev.outpost.camera.CameraChange.Stroke;
import dev.outpost.camera.IsapiTalk.Part;
import dev.outpost.net.Ipv4;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is missing at a Hikvision: its settings and the wish in, changes out. Talks to nobody. */
final class SetupPlan {
    /** Where a clock does not say its zone: nobody lives further from it. */
    private static final Duration ANY_ZONE = Duration.ofHours(27);

    /** What a line of a phone carries by day and night, kbit/s, and pictures a second times a hundred. */
    private static final int MOST_BITS = 384;

    private static final int MOST_RATE = 800;
    private static final int MOST_WIDTH = 704;
    private static final int BITS = 256;
    private static final int RATE = 600;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = " version=\"2.0\" xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"";

    private final SetupWish wish;
    private final Map<Part, Xml> settings;
    private final Instant now;

    /** @param settings as it gives them; a part that this firmware does not have is missing */
    SetupPlan(SetupWish wish, Map<Part, Xml> settings, Instant now) {
        this.wish = wish;
        this.settings = settings;
        this.now = now;
    }

    /** In the order in which they are made; the address last, since it takes a restart. */
    List<CameraChange> changes() {
        return Stream.of(
                        of(Part.TIME).flatMap(this::clock),
                        of(Part.TIME_SERVER).flatMap(this::timeServer),
                        of(Part.INTEGRATION).filter(_ -> wish.onvif()).flatMap(this::onvif),
                        of(Part.USERS)
                                .flatMap(all -> user(all, Part.USERS, "user", "userLevel", "Viewer", "its web pages")),
                        of(Part.ONVIF_USERS)
                                .filter(_ -> wish.onvif())
                                .flatMap(all ->
                                        user(all, Part.ONVIF_USERS, "onvif-user", "userType", "mediaUser", "ONVIF")),
                        of(Part.SMALL_STREAM).filter(stream -> !isFit(stream)).map(this::smallStream),
                        of(Part.ADDRESS).flatMap(this::address))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Xml> of(Part part) {
        return Optional.ofNullable(settings.get(part));
    }

    private Optional<CameraChange> clock(Xml time) {
        var zone = wish.zone().map(id -> new PosixZone(id, now).hikvision());
        var isOff = isOff(time);
        if (!isOff
                && time.says("timeMode", "NTP")
                && zone.filter(wanted -> !time.says("timeZone", wanted)).isEmpty()) {
            return Optional.empty();
        }
        var zoned = zone.map(wanted -> time.with("timeZone", wanted)).orElse(time);
        var strokes = new ArrayList<Stroke>();
        if (isOff) {
            var local = LocalDateTime.ofInstant(now, wish.zone().orElseGet(() -> own(time)));
            strokes.add(put(Part.TIME, zoned.with("timeMode", "manual").with("localTime", SECONDS.format(local))));
        }
        strokes.add(put(Part.TIME, zoned.with("timeMode", "NTP")));
        return Optional.of(change(
                "clock",
                "its clock is set"
                        + wish.zone().map(id -> ", its zone is " + id).orElse("") + ", it goes by NTP",
                strokes,
                time.element("localTime").map(said -> "it said " + said).stream()
                        .toList()));
    }

    /** The zone that it keeps where nobody wishes another. */
    private static ZoneId own(Xml time) {
        try {
            return OffsetDateTime.parse(time.element("localTime").orElse("")).getOffset();
        } catch (DateTimeException noOffset) {
            return ZoneOffset.UTC;
        }
    }

    private boolean isOff(Xml time) {
        var said = time.element("localTime").orElse("");
        try {
            return Duration.between(OffsetDateTime.parse(said).toInstant(), now)
                            .abs()
                            .compareTo(Picture.Clock.OFF)
                    > 0;
        } catch (DateTimeException noOffset) {
            return !said.isEmpty() && isFarOff(said);
        }
    }

    private boolean isFarOff(String said) {
        try {
            var here = LocalDateTime.ofInstant(
                    now, wish.zone().map(ZoneId::normalized).orElse(ZoneOffset.UTC));
            return Duration.between(LocalDateTime.parse(said), here).abs().compareTo(ANY_ZONE) > 0;
        } catch (DateTimeException nonsense) {
            return false;
        }
    }

    private Optional<CameraChange> timeServer(Xml server) {
        var router = wish.router().address().toString();
        if (server.says("addressingFormatType", "ipaddress") && server.says("ipAddress", router)) {
            return Optional.empty();
        }
        var body =
                HEAD + "<NTPServer" + SPACE + ">\n<id>1</id>\n<addressingFormatType>ipaddress</addressingFormatType>\n"
                        + "<ipAddress>" + router + "</ipAddress>\n<portNo>123</portNo>\n"
                        + "<synchronizeInterval>60</synchronizeInterval>\n</NTPServer>\n";
        return Optional.of(change(
                "time-server",
                "it takes the time from the router, " + router,
                List.of(put(Part.TIME_SERVER, new Xml(body))),
                List.of()));
    }

    private Optional<CameraChange> onvif(Xml integration) {
        var isOn = integration
                .part("ONVIF")
                .filter(onvif -> onvif.says("enable", "true"))
                .isPresent();
        return isOn
                ? Optional.empty()
                : Optional.of(change(
                        "onvif",
                        "ONVIF is switched on",
                        List.of(put(Part.INTEGRATION, integration.within("ONVIF", "enable", "true"))),
                        List.of()));
    }

    private Optional<CameraChange> user(Xml all, Part part, String kind, String right, String least, String where) {
        var users = all.parts("User");
        if (users.stream().anyMatch(user -> user.says("userName", wish.viewer()))) {
            return Optional.empty();
        }
        var id = 1
                + users.stream()
                        .flatMap(user -> user.number("id", 4).stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(part == Part.USERS ? 1 : 0);
        var body = HEAD + "<User" + SPACE + ">\n<id>" + id + "</id>\n<userName>" + Xml.escaped(wish.viewer())
                + "</userName>\n<password>%s</password>\n<" + right + ">" + least + "</" + right + ">\n</User>\n";
        return Optional.of(change(
                kind,
                "user " + wish.viewer() + " of " + where + " may look, and nothing else",
                List.of(new Stroke("POST", part.path(), body, Optional.of(wish.password()))),
                List.of(right + " " + least)));
    }

    private CameraChange smallStream(Xml stream) {
        var fit = stream.with("videoCodecType", "H.264")
                .with("videoResolutionWidth", "640")
                .with("videoResolutionHeight", "360")
                .with("videoQualityControlType", "VBR")
                .with("vbrUpperCap", Integer.toString(BITS))
                .with("maxFrameRate", Integer.toString(RATE))
                .with("keyFrameInterval", "2000")
                .with("GovLength", Integer.toString(2 * RATE / 100))
                .within("SmartCodec", "enabled", "false");
        return change(
                "small-stream",
                "its small stream fits a mobile line: H.264, 640 × 360, 6 frames a second, " + BITS
                        + " kbit/s at most, a key frame each two seconds",
                List.of(put(Part.SMALL_STREAM, fit)),
                List.of());
    }

    /** What it does not say is no reason to change it. */
    private static boolean isFit(Xml stream) {
        var rate = stream.number("maxFrameRate", 8).orElse(0);
        var bits = stream.number(stream.says("videoQualityControlType", "CBR") ? "constantBitRate" : "vbrUpperCap", 8)
                .orElse(0);
        return stream.says("videoCodecType", "H.264")
                && stream.number("videoResolutionWidth", 8).orElse(0) <= MOST_WIDTH
                && bits <= MOST_BITS
                && rate <= MOST_RATE
                && 100 * stream.number("GovLength", 8).orElse(0) <= 2 * rate
                && stream.part("SmartCodec")
                        .filter(codec -> codec.says("enabled", "true"))
                        .isEmpty();
    }

    private Optional<CameraChange> address(Xml now) {
        var gateway = wish.router().address().toString();
        var stands = now.says("addressingType", "static")
                && now.says("ipAddress", wish.address().toString())
                && now.says("subnetMask", mask())
                && now.part("DefaultGateway")
                        .filter(via -> via.says("ipAddress", gateway))
                        .isPresent();
        if (stands) {
            return Optional.empty();
        }
        var moved = now.with("addressingType", "static")
                .with("ipAddress", wish.address().toString())
                .with("subnetMask", mask())
                .within("DefaultGateway", "ipAddress", gateway)
                .within("PrimaryDNS", "ipAddress", gateway);
        return Optional.of(new CameraChange(
                wish.camera(),
                "address",
                "its address is " + wish.address() + ", its gateway " + gateway + "; it restarts",
                now.element("ipAddress").map(before -> "it was " + before).stream()
                        .toList(),
                List.of(put(Part.ADDRESS, moved), new Stroke("PUT", "/ISAPI/System/reboot", "", Optional.empty())),
                true));
    }

    private String mask() {
        var prefix = wish.router().prefix();
        return new Ipv4(prefix == 0 ? 0 : -1 << (32 - prefix)).toString();
    }

    private static Stroke put(Part part, Xml body) {
        return new Stroke("PUT", part.path(), body.text(), Optional.empty());
    }

    private CameraChange change(String kind, String words, List<Stroke> strokes, List<String> exactly) {
        return new CameraChange(wish.camera(), kind, words, exactly, strokes, false);
    }
}
