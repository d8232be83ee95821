package dev.outpost.bench.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.util.Arrays;

/** ONVIF at a simulated camera: who it is, its clock, its users, its streams and its network. */
record OnvifService(SimulatedCamera camera, CameraSettings settings) {
    /** What it reads out; a name stands behind the longer ones that begin with it. */
    private static final List<String> OPERATIONS = List.of(
            ("GetDeviceInformation GetNTP GetNetworkDefaultGateway GetUsers GetCapabilities GetProfiles GetStreamUri"
                            + " GetSnapshotUri GetVideoEncoderConfigurationOptions GetVideoEncoderConfiguration"
                            + " GetProfile GetNetworkInterfaces GetDNS")
                    .split(" "));

    /** Tokens older than this are not taken. (ONVIF Core names no number; simulators and cameras have this one.) */
    private static final Duration FRESH = Duration.ofMinutes(5);

    static boolean isAt(String path) {
        return path.equals("/onvif/device_service") || path.equals("/onvif/Media");
    }

    Answer to(TextRequest request) {
        var body = request.body();
        if (body.contains("GetSystemDateAndTime")) {
            return soap("200 OK", Answer.text("GetSystemDateAndTime", words(body)));
        }
        if (!isLetIn(body)) {
            return soap("400 Bad Request", Answer.text("ONVIF.refused", Map.of()));
        }
        return OPERATIONS.stream()
                .filter(body::contains)
                .findFirst()
                .map(operation -> Answer.text(operation, words(body)))
                .or(() -> written(body))
                .map(text -> soap("200 OK", text))
                .orElseGet(() -> soap("500 Internal Server Error", Answer.text("ONVIF.unknown", Map.of())));
    }

    private Map<String, Object> words(String body) {
        var number = body.contains("_2<") ? 2 : 1;
        var utc = settings.instant().atOffset(ZoneOffset.UTC);
        var words = Answer.words(camera);
        words.put("timeMode", settings.timeMode);
        words.put("zone", settings.zone);
        words.put("hour", utc.getHour());
        words.put("minute", utc.getMinute());
        words.put("second", utc.getSecond());
        words.put("year", utc.getYear());
        words.put("month", utc.getMonthValue());
        words.put("dayOfMonth", utc.getDayOfMonth());
        words.put("timeServer", settings.timeServer);
        var gateway = camera.gateway().map(via -> "<tt:IPv4Address>" + via + "</tt:IPv4Address>");
        words.put("gatewayElement", gateway.orElse(""));
        words.put(
                "users",
                settings.onvifUsers.entrySet().stream()
                        .map(user -> Answer.text("ONVIF.user", Map.of("user", user.getKey(), "level", user.getValue())))
                        .collect(Collectors.joining()));
        words.put("streamPath", camera.stream(number).replace("&", "&amp;"));
        words.put("profile 1", profile("Profiles", 1));
        words.put("profile 2", profile("Profiles", 2));
        words.put("profile", profile("Profile", number));
        words.put("configuration", encoder("trt:Configuration", number));
        return words;
    }

    private static String profile(String element, int number) {
        var stream = number == 1 ? "mainStream" : "subStream";
        var encoder = encoder("tt:VideoEncoderConfiguration", number);
        var words = Map.of("element", element, "number", number, "streamName", stream, "encoder", encoder);
        return Answer.text("ONVIF.profile", words);
    }

    private static String encoder(String element, int number) {
        var width = number == 1 ? 1920 : 640;
        var height = number == 1 ? 1080 : 360;
        var words = Map.of("element", element, "number", number, "width", width, "height", height);
        return Answer.text("ONVIF.encoder", words);
    }

    private Optional<String> written(String body) {
        if (body.contains("SetSystemDateAndTime")) {
            Answer.element(body, "TZ").ifPresent(zone -> settings.zone = zone);
            settings.timeMode = Answer.element(body, "DateTimeType").orElse("Manual");
            if (settings.timeMode.equals("Manual")) {
                settings.clockSays(moment(body));
            }
        } else if (body.contains("SetNTP")) {
            settings.timeServer = Answer.element(body, "IPv4Address").orElse("");
        } else if (body.contains("SetNetworkDefaultGateway")) {
            camera.getsGateway(Ipv4.of(Answer.element(body, "IPv4Address").orElseThrow()));
        } else if (body.contains("CreateUsers")) {
            var user = body.substring(body.indexOf("CreateUsers"));
            var name = Answer.element(user, "Username").orElseThrow();
            settings.onvifUsers.put(name, Answer.element(user, "UserLevel").orElse("User"));
            settings.onvifPasswords.put(name, Answer.element(user, "Password").orElseThrow());
        } else if (body.contains("SystemReboot")) {
            settings.restarted();
            return Answer.find("SystemReboot", Map.of());
        } else {
            return Optional.empty();
        }
        settings.wrote();
        return Optional.of("<tds:Response/>");
    }

    private static Instant moment(String body) {
        return LocalDateTime.of(
                        number(body, "Year"),
                        number(body, "Month"),
                        number(body, "Day"),
                        number(body, "Hour"),
                        number(body, "Minute"),
                        number(body, "Second"))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String body, String name) {
        return Integer.parseInt(Answer.element(body, name).orElse("0"));
    }

    private boolean isLetIn(String body) {
        var name = Answer.element(body, "Username");
        if (name.isEmpty() || !body.contains("UsernameToken")) {
            return false;
        }
        try {
            var created = Answer.element(body, "Created").orElse("");
            var nonce = Base64.getDecoder().decode(Answer.element(body, "Nonce").orElse(""));
            var said =
                    (created + settings.onvifPasswords.getOrDefault(name.get(), "")).getBytes(StandardCharsets.UTF_8);
            var proof = Base64.getEncoder().encodeToString(Hash.of("SHA-1", Arrays.concatenate(nonce, said)));
            var age =
                    Duration.between(Instant.parse(created), settings.instant()).abs();
            return age.compareTo(FRESH) <= 0
                    && settings.onvifPasswords.containsKey(name.get())
                    && proof.equals(Answer.element(body, "Password").orElse(""));
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            return false;
        }
    }

    private static Answer soap(String status, String body) {
        var text = Answer.text("ONVIF.envelope", Map.of("body", body));
        return new Answer(status, "application/soap+xml; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
