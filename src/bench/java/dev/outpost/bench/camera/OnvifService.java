package dev.outpost.bench.camera;

import dev.outpost.net.Ipv4;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** The device service of ONVIF at a simulated camera: who it is, its clock, its users. Written from the specification. */
final class OnvifService {
    static final String PATH = "/onvif/device_service";
    private static final String OPEN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\" xmlns:tt=\"http://www.onvif.org/ver10/schema\" xmlns:ter=\"http://www.onvif.org/ver10/error\"><env:Body>";
    private static final String CLOSE = "</env:Body></env:Envelope>\n";

    /** Tokens older than this are not taken. (ONVIF Core names no number; simulators and cameras have this one.) */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SimulatedCamera camera;
    private final CameraSettings settings;
    private final OnvifMedia media;

    OnvifService(SimulatedCamera camera, CameraSettings settings) {
        this.camera = camera;
        this.settings = settings;
        this.media = new OnvifMedia(camera);
    }

    /** Whether it listens there. */
    static boolean isAt(String path) {
        return path.equals(PATH) || path.equals(OnvifMedia.PATH);
    }

    Answer to(TextRequest request) {
        var body = request.body();
        if (body.contains("GetSystemDateAndTime")) {
            return soap("200 OK", date());
        }
        if (!isLetIn(body)) {
            return soap(
                    "400 Bad Request",
                    "<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:NotAuthorized</env:Value></env:Subcode></env:Code>"
                            + "<env:Reason><env:Text xml:lang=\"en\">Sender not Authorized</env:Text></env:Reason></env:Fault>");
        }
        return answered(body)
                .map(text -> soap("200 OK", text))
                .orElseGet(() -> soap(
                        "500 Internal Server Error",
                        "<env:Fault><env:Code><env:Value>env:Receiver</env:Value></env:Code><env:Reason><env:Text xml:lang=\"en\">not implemented</env:Text></env:Reason></env:Fault>"));
    }

    private Optional<String> answered(String body) {
        if (body.contains("GetDeviceInformation")) {
            return Optional.of("<tds:GetDeviceInformationResponse><tds:Manufacturer>" + camera.maker() + "</tds:Manufacturer><tds:Model>"
                    + camera.model() + "</tds:Model><tds:FirmwareVersion>" + camera.firmware()
                    + "</tds:FirmwareVersion><tds:SerialNumber>DS-2CD1321-I20190221AAWR0</tds:SerialNumber><tds:HardwareId>88</tds:HardwareId></tds:GetDeviceInformationResponse>");
        }
        if (body.contains("GetNTP")) {
            return Optional.of("<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP><tt:NTPManual><tt:Type>IPv4</tt:Type><tt:IPv4Address>"
                    + settings.timeServer + "</tt:IPv4Address></tt:NTPManual></tds:NTPInformation></tds:GetNTPResponse>");
        }
        if (body.contains("GetNetworkDefaultGateway")) {
            return Optional.of("<tds:GetNetworkDefaultGatewayResponse><tds:NetworkGateway>"
                    + camera.gateway().map(via -> "<tt:IPv4Address>" + via + "</tt:IPv4Address>").orElse("")
                    + "</tds:NetworkGateway></tds:GetNetworkDefaultGatewayResponse>");
        }
        if (body.contains("GetUsers")) {
            var users = new StringBuilder();
            settings.onvifUsers.forEach((name, level) -> users.append("<tds:User><tt:Username>").append(name)
                    .append("</tt:Username><tt:UserLevel>").append(level).append("</tt:UserLevel></tds:User>"));
            return Optional.of("<tds:GetUsersResponse>" + users + "</tds:GetUsersResponse>");
        }
        return media.answered(body).or(() -> written(body));
    }

    private Optional<String> written(String body) {
        if (body.contains("SetSystemDateAndTime")) {
            CameraSettings.element(body, "TZ").ifPresent(zone -> settings.zone = zone);
            settings.timeMode = CameraSettings.element(body, "DateTimeType").orElse("Manual");
            if (settings.timeMode.equals("Manual")) {
                settings.clockSays(moment(body));
            }
        } else if (body.contains("SetNTP")) {
            settings.timeServer = CameraSettings.element(body, "IPv4Address").orElse("");
        } else if (body.contains("SetNetworkDefaultGateway")) {
            camera.getsGateway(Ipv4.of(CameraSettings.element(body, "IPv4Address").orElseThrow()));
        } else if (body.contains("CreateUsers")) {
            var user = body.substring(body.indexOf("CreateUsers"));
            var name = CameraSettings.element(user, "Username").orElseThrow();
            settings.onvifUsers.put(name, CameraSettings.element(user, "UserLevel").orElse("User"));
            settings.onvifPasswords.put(name, CameraSettings.element(user, "Password").orElseThrow());
        } else if (body.contains("SystemReboot")) {
            camera.restarted();
            return Optional.of("<tds:SystemRebootResponse><tds:Message>rebooting</tds:Message></tds:SystemRebootResponse>");
        } else {
            return Optional.empty();
        }
        settings.wrote();
        return Optional.of("<tds:Response/>");
    }

    private static Instant moment(String body) {
        return OffsetDateTime.of(
                        number(body, "Year"),
                        number(body, "Month"),
                        number(body, "Day"),
                        number(body, "Hour"),
                        number(body, "Minute"),
                        number(body, "Second"),
                        0,
                        ZoneOffset.UTC)
                .toInstant();
    }

    private static int number(String body, String name) {
        return Integer.parseInt(CameraSettings.element(body, name).orElse("0"));
    }

    private String date() {
        var utc = settings.instant().atOffset(ZoneOffset.UTC);
        return "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>" + settings.timeMode
                + "</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>" + settings.zone
                + "</tt:TZ></tt:TimeZone><tt:UTCDateTime><tt:Time><tt:Hour>" + utc.getHour() + "</tt:Hour><tt:Minute>"
                + utc.getMinute() + "</tt:Minute><tt:Second>" + utc.getSecond() + "</tt:Second></tt:Time><tt:Date><tt:Year>"
                + utc.getYear() + "</tt:Year><tt:Month>" + utc.getMonthValue() + "</tt:Month><tt:Day>" + utc.getDayOfMonth()
                + "</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>";
    }

    private boolean isLetIn(String body) {
        var name = CameraSettings.element(body, "Username");
        if (name.isEmpty() || !body.contains("UsernameToken")) {
            return false;
        }
        try {
            var created = CameraSettings.element(body, "Created").orElse("");
            var nonce = Base64.getDecoder().decode(CameraSettings.element(body, "Nonce").orElse(""));
            var sha = MessageDigest.getInstance("SHA-1");
            sha.update(nonce);
            sha.update(created.getBytes(StandardCharsets.UTF_8));
            sha.update(settings.onvifPasswords.getOrDefault(name.get(), "").getBytes(StandardCharsets.UTF_8));
            var isFresh = Duration.between(Instant.parse(created), settings.instant())
                            .abs()
                            .compareTo(FRESH)
                    <= 0;
            return isFresh
                    && settings.onvifPasswords.containsKey(name.get())
                    && Base64.getEncoder()
                            .encodeToString(sha.digest())
                            .equals(CameraSettings.element(body, "Password").orElse(""));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            return false;
        }
    }

    private static Answer soap(String status, String body) {
        return new Answer(
                status, "application/soap+xml; charset=utf-8", (OPEN + body + CLOSE).getBytes(StandardCharsets.UTF_8));
    }
}
