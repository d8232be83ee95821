package dev.outpost.bench.camera;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.Arrays;

/**
 * A camera's web server: its picture, the settings of a Hikvision over ISAPI for its administrator, and ONVIF where that is on. Written from
 * manuals and from what others describe.
 */
final class CameraPages {
    private final SimulatedCamera camera;
    private final CameraSettings settings;
    private final DigestLogin login;
    private final OnvifService onvif;
    private volatile Optional<FirstPassword> fresh = Optional.empty();
    private volatile Optional<String> moved = Optional.empty();

    CameraPages(SimulatedCamera camera, CameraSettings settings, DigestLogin login) {
        this.camera = camera;
        this.settings = settings;
        this.login = login;
        this.onvif = new OnvifService(camera, settings);
    }

    void talk(Socket client) throws IOException {
        client.setSoTimeout(SimulatedCamera.IDLE_MS);
        var in = new BufferedInputStream(client.getInputStream());
        var out = camera.to(client);
        for (var request = TextRequest.read(in); request.isPresent(); request = TextRequest.read(in)) {
            out.write(answer(request.get()));
            if (request.get()
                    .header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent()) {
                return;
            }
        }
    }

    /** A snapshot, who it is and its settings, all behind digest; the rest is a redirect to its login page. */
    private byte[] answer(TextRequest request) {
        var path = request.uri().replaceFirst("\\?.*", "");
        if (path.equals("/")) {
            return page("302 Found", "Location: /doc/page/login.asp\r\n", new byte[0]);
        }
        if (OnvifService.isAt(path) && settings.onvif && fresh.isEmpty()) {
            return page(onvif.to(request));
        }
        var openly = camera.hasIsapi() ? openly(request, path) : Optional.<Answer>empty();
        if (openly.isPresent()) {
            return page(openly.get());
        }
        var isPicture = camera.isSnapshot(path);
        if (!isPicture && (!path.startsWith("/ISAPI/") || !camera.hasIsapi())) {
            return page("404 Not Found", "", new byte[0]);
        }
        if (!login.admits(request)) {
            return page("401 Unauthorized", "WWW-Authenticate: " + login.challenge(true) + "\r\n", login.refusal());
        }
        if (isPicture) {
            return page("200 OK", "Content-Type: image/jpeg\r\n", Scene.jpeg(settings.instant()));
        }
        var isOpen = request.method().equals("GET") && path.matches("/ISAPI/System/(deviceInfo|time)");
        if (isOpen) {
            return page(Answer.xml("200 OK", Answer.text(path, words())));
        }
        return page(to(request, path, DigestLogin.user(request)));
    }

    private static byte[] page(Answer answer) {
        var type = answer.type().isEmpty() ? "" : "Content-Type: " + answer.type() + "\r\n";
        return page(answer.status(), type, answer.body());
    }

    private static byte[] page(String status, String headers, byte[] body) {
        var head = ("HTTP/1.1 " + status + "\r\nServer: App-webs/\r\n" + headers + "Content-Length: " + body.length
                        + "\r\nConnection: keep-alive\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.concatenate(head, body);
    }

    void isFresh(FirstPassword form) {
        fresh = Optional.of(form);
    }

    void isActivated() {
        fresh = Optional.empty();
    }

    boolean isFresh() {
        return fresh.isPresent();
    }

    /** What it says to whoever asks, without a login. */
    private Optional<Answer> openly(TextRequest request, String path) {
        if (path.equals("/SDK/activateStatus")) {
            var version = fresh.filter(FirstPassword::isV3)
                    .map(_ -> "<supportVersion>3</supportVersion>\n")
                    .orElse("");
            var words = Map.of("activated", !isFresh(), "supportVersion", version);
            return Optional.of(Answer.xml("200 OK", Answer.text("ISAPI.activateStatus", words)));
        }
        return fresh.filter(_ -> path.startsWith("/ISAPI/")).map(form -> first(form, request, path));
    }

    private Answer first(FirstPassword form, TextRequest request, String path) {
        return switch (path) {
            case "/ISAPI/Security/challenge" ->
                Answer.element(request.body(), "key")
                        .filter(_ -> !form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> Answer.xml("200 OK", Answer.text("ISAPI.challenge", Map.of("key", text))))
                        .orElseGet(() -> Answer.status(6, "Invalid XML Content", "badXmlContent"));
            case "/ISAPI/System/activate/GetChallengeV3" ->
                member(request.body(), "publicKey")
                        .filter(_ -> form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> json("{\"challenge\":\"" + text + "\"}"))
                        .orElseGet(() -> Answer.status(6, "Invalid JSON Content", "badJsonContent"));
            case "/ISAPI/System/activate" ->
                activated(Answer.element(request.body(), "password").flatMap(text -> form.password(text, "")));
            case "/ISAPI/System/activate/StartActivateV3" ->
                activated(member(request.body(), "password")
                        .flatMap(text ->
                                form.password(text, member(request.body(), "iv").orElse(""))));
            default -> Answer.status(4, "Invalid Operation", "notActivated");
        };
    }

    private Answer activated(Optional<String> password) {
        if (password.isEmpty()) {
            return Answer.status(6, "Invalid Content", "riskPassword");
        }
        login.adds("admin", password.get());
        fresh = Optional.empty();
        settings.wrote();
        return Answer.ok();
    }

    private static Answer json(String text) {
        return new Answer("200 OK", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> member(String json, String name) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private Answer to(TextRequest request, String path, String user) {
        if (!settings.webUsers.getOrDefault(user, "").equals("Administrator")) {
            return Answer.status(4, "Invalid Operation", "notPermitted");
        }
        if (request.method().equals("GET")) {
            return Answer.find(path, words())
                    .map(body -> Answer.xml("200 OK", body))
                    .orElseGet(Answer::missing);
        }
        settings.wrote();
        return changed(request, path);
    }

    private Map<String, Object> words() {
        var isAddress = settings.timeServer.matches("[0-9.]+");
        var words = Answer.words(camera);
        words.put("timeMode", settings.timeMode);
        words.put("localTime", settings.localTime());
        words.put("zone", settings.zone);
        words.put("timeServer", settings.timeServer);
        words.put("serverForm", isAddress ? "ipaddress" : "hostname");
        words.put("serverTag", isAddress ? "ipAddress" : "hostName");
        words.put("onvif", settings.onvif);
        words.put("webUsers", CameraSettings.users("userLevel", settings.webUsers));
        words.put("onvifUsers", CameraSettings.users("userType", settings.onvifUsers));
        words.put("stream", settings.stream.strip());
        return words;
    }

    private Answer changed(TextRequest request, String path) {
        var body = request.body();
        switch (path) {
            case "/ISAPI/System/time" -> time(body);
            case "/ISAPI/System/time/ntpServers/1" ->
                settings.timeServer = Answer.element(body, "ipAddress").orElse("");
            case "/ISAPI/System/Network/Integrate" -> settings.onvif = body.contains("<ONVIF>\n<enable>true");
            case "/ISAPI/Security/users" -> {
                var name = Answer.element(body, "userName").orElseThrow();
                settings.webUsers.put(name, Answer.element(body, "userLevel").orElse("Viewer"));
                login.adds(name, Answer.element(body, "password").orElseThrow());
            }
            case "/ISAPI/Security/ONVIF/users" -> {
                var name = Answer.element(body, "userName").orElseThrow();
                settings.onvifUsers.put(name, Answer.element(body, "userType").orElse("mediaUser"));
                settings.onvifPasswords.put(
                        name, Answer.element(body, "password").orElseThrow());
            }
            case "/ISAPI/Streaming/channels/102" -> settings.stream = body;
            case "/ISAPI/System/Network/interfaces/1/ipAddress" -> {
                moved = Optional.of(body);
                return Answer.status(7, "Reboot Required", "rebootRequired");
            }
            case "/ISAPI/System/reboot" -> restarts();
            default -> {
                return Answer.missing();
            }
        }
        return Answer.ok();
    }

    private void time(String body) {
        Answer.element(body, "timeZone").ifPresent(zone -> settings.zone = zone);
        settings.timeMode = Answer.element(body, "timeMode").orElse("NTP");
        if (settings.timeMode.equals("manual")) {
            Answer.element(body, "localTime").ifPresent(settings::localTime);
        }
    }

    private void restarts() {
        settings.restarted();
        moved.ifPresent(body -> {
            var gateway = body.substring(body.indexOf("<DefaultGateway>"));
            camera.standsAt(
                    Cidr.of(Answer.element(body, "ipAddress").orElseThrow() + "/24"),
                    Ipv4.of(Answer.element(gateway, "ipAddress").orElseThrow()));
        });
        moved = Optional.empty();
    }
}
