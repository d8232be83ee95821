package dev.outpost.camera;

import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.text.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** ONVIF's device service at one camera: SOAP 1.2 over HTTP, with a user name token made by the camera's own clock. */
final class Onvif {
    static final String PATH = "/onvif/device_service";
    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fetch fetch;
    private final Optional<Login> login;
    private final Instant ours;
    private Instant camera;

    /**
     * @param login for the token; absent: nothing is asked that needs one
     * @param ours the time here, for a camera that does not say its own
     */
    Onvif(Fetch fetch, Optional<Login> login, Instant ours) {
        this.fetch = fetch;
        this.login = login;
        this.ours = ours;
        this.camera = ours;
    }

    /** What it says of the time, which needs no login; empty where nobody speaks ONVIF there. */
    Optional<Xml> clock() throws IOException {
        var reply = fetch.send(
                "POST", PATH, "application/soap+xml; charset=utf-8", envelope("", "<tds:GetSystemDateAndTime/>"));
        var answer = Xml.of(reply.body());
        if (reply.status() != 200 || answer.part("SystemDateAndTime").isEmpty()) {
            return Optional.empty();
        }
        camera = answer.part("UTCDateTime").flatMap(Onvif::moment).orElse(ours);
        return Optional.of(answer);
    }

    /** The camera's own clock, as it was said last. */
    Instant now() {
        return camera;
    }

    /** One operation with the login. */
    Reply ask(String operation) throws IOException {
        return ask(PATH, operation);
    }

    /** One of another service, by its path. */
    Reply ask(String path, String operation) throws IOException {
        var token = login.map(who -> token(who, camera, nonce())).orElse("");
        return fetch.send("POST", path, "application/soap+xml; charset=utf-8", envelope(token, operation));
    }

    /** A fault that says "not authorized" is a failed login, whatever its status is. */
    static boolean isRefused(Reply reply) {
        return reply.status() != 200 && Xml.of(reply.body()).text().contains("NotAuthorized");
    }

    static String envelope(String security, String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope xmlns:s=\"" + SOAP
                + "\" xmlns:tt=\"http://www.onvif.org/ver10/schema\" xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\">"
                + (security.isEmpty() ? "" : "<s:Header>" + security + "</s:Header>") + "<s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static String token(Login login, Instant created, byte[] nonce) {
        var time = created.truncatedTo(ChronoUnit.SECONDS).toString();
        return "<wsse:Security s:mustUnderstand=\"1\" xmlns:wsse=\"" + WSS
                + "wssecurity-secext-1.0.xsd\"><wsse:UsernameToken><wsse:Username>"
                + Xml.escaped(login.user()) + "</wsse:Username><wsse:Password Type=\"" + WSS
                + "username-token-profile-1.0#PasswordDigest\">"
                + digest(nonce, time, login.password().reveal()) + "</wsse:Password><wsse:Nonce EncodingType=\"" + WSS
                + "soap-message-security-1.0#Base64Binary\">"
                + Base64.getEncoder().encodeToString(nonce)
                + "</wsse:Nonce><wsu:Created xmlns:wsu=\"" + WSS + "wssecurity-utility-1.0.xsd\">" + time
                + "</wsu:Created></wsse:UsernameToken></wsse:Security>";
    }

    /** Base64 of SHA-1 of nonce, time and password (WS-Security UsernameToken Profile 1.0). */
    static String digest(byte[] nonce, String created, String password) {
        var text = (created + password).getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(nonce, nonce.length + text.length);
        System.arraycopy(text, 0, all, nonce.length, text.length);
        return Base64.getEncoder().encodeToString(Hash.of("SHA-1", all));
    }

    private static byte[] nonce() {
        var nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    /** {@code Date} with year, month and day beside {@code Time} with hour, minute and second. */
    private static Optional<Instant> moment(Xml said) {
        try {
            return Optional.of(LocalDateTime.of(
                            said.number("Year", 4).orElse(-1),
                            said.number("Month", 4).orElse(-1),
                            said.number("Day", 4).orElse(-1),
                            said.number("Hour", 4).orElse(-1),
                            said.number("Minute", 4).orElse(-1),
                            said.number("Second", 4).orElse(-1))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** What a camera tells by ONVIF of itself, its streams and its picture. Of each address that it names the path alone is taken: it leads to no other host. */
    static final class Told {
        private static final String MEDIA = " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\"";

        /** What it names is shown to people, and written into other programs' files: of RFC 3986 what means nothing there. */
        private static final Pattern PLACE =
                Pattern.compile("[A-Za-z]{3,8}://[^/?\\s]{1,300}(/[A-Za-z0-9._~&=+,:@/?%-]{1,300})");

        private final Fetch fetch;
        private final CameraTarget camera;
        private final LoginBudget budget;
        private final Onvif onvif;

        Told(Fetch fetch, CameraTarget camera, LoginBudget budget) {
            this.fetch = fetch;
            this.camera = camera;
            this.budget = budget;
            this.onvif = new Onvif(fetch, camera.login(), budget.now());
        }

        /** Where its streams and its picture are; what it does not tell stays as it was. Empty where it tells nothing. */
        Optional<Paths> paths() throws IOException {
            if (!speaks()) {
                return Optional.empty();
            }
            var media = said(
                            Onvif.PATH, "<tds:GetCapabilities><tds:Category>Media</tds:Category></tds:GetCapabilities>")
                    .part("Media")
                    .flatMap(part -> part.element("XAddr"))
                    .flatMap(Told::path)
                    .orElse(Onvif.PATH);
            var profiles = said(media, "<trt:GetProfiles" + MEDIA + "/>").attributes("Profiles", "token");
            if (profiles.isEmpty()) {
                return Optional.empty();
            }
            var known = camera.paths();
            var main = stream(media, profiles.getFirst());
            var small = profiles.size() > 1 ? stream(media, profiles.get(1)) : main;
            var picture = uri(
                    media, "<trt:GetSnapshotUri" + MEDIA + ">" + token(profiles.getFirst()) + "</trt:GetSnapshotUri>");
            return Optional.of(new Paths(
                    main.orElse(known.main()),
                    small.or(() -> main).orElse(known.sub()),
                    picture.orElse(known.snapshot()),
                    known.about(),
                    known.time()));
        }

        /** What runs on it. */
        Firmware.Answer firmware() throws IOException {
            return speaks()
                    ? Firmware.Answer.of(said(Onvif.PATH, "<tds:GetDeviceInformation/>"))
                    : new Firmware.Answer.Unknown("it answers neither ISAPI nor ONVIF");
        }

        private boolean speaks() throws IOException {
            return camera.login().isPresent() && onvif.clock().isPresent();
        }

        private Optional<String> stream(String media, String profile) throws IOException {
            return uri(
                    media,
                    "<trt:GetStreamUri" + MEDIA
                            + "><trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP"
                            + "</tt:Protocol></tt:Transport></trt:StreamSetup>" + token(profile)
                            + "</trt:GetStreamUri>");
        }

        private Optional<String> uri(String media, String operation) throws IOException {
            return said(media, operation).element("Uri").flatMap(Told::path);
        }

        private static String token(String profile) {
            return "<trt:ProfileToken>" + Xml.escaped(profile) + "</trt:ProfileToken>";
        }

        static Optional<String> path(String address) {
            var match = PLACE.matcher(address);
            return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
        }

        /** Once nobody was let in, nothing more is offered in this run. */
        private Xml said(String path, String operation) throws IOException {
            if (!budget.allows(camera.name())) {
                return new Xml("");
            }
            var reply = onvif.ask(path, operation);
            budget.note(camera.name(), fetch.session());
            if (Onvif.isRefused(reply)) {
                budget.failed(camera.name());
            }
            return reply.status() == 200 ? Xml.of(reply.body()) : new Xml("");
        }
    }
}
