package dev.outpost.bench.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of a Hikvision over ISAPI, for its administrator. Written from manuals and from what others describe. */
final class Isapi {

    private final SimulatedCamera camera;
    private final CameraSettings settings;
    private final DigestLogin login;
    private volatile Optional<FirstPassword> fresh = Optional.empty();
    private volatile Optional<String> moved = Optional.empty();

    Isapi(SimulatedCamera camera, CameraSettings settings, DigestLogin login) {
        this.camera = camera;
        this.settings = settings;
        this.login = login;
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
    Optional<Answer> openly(TextRequest request, String path) {
        if (path.equals("/SDK/activateStatus")) {
            var version = fresh.filter(FirstPassword::isV3).map(_ -> "<supportVersion>3</supportVersion>\n").orElse("");
            var words = Map.of("activated", !isFresh(), "supportVersion", version);
            return Optional.of(Answer.xml("200 OK", Answers.of("ISAPI.activateStatus", words)));
        }
        return fresh.filter(_ -> path.startsWith("/ISAPI/")).map(form -> first(form, request, path));
    }

    private Answer first(FirstPassword form, TextRequest request, String path) {
        return switch (path) {
            case "/ISAPI/Security/challenge" ->
                Answers.element(request.body(), "key")
                        .filter(_ -> !form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> Answer.xml("200 OK", Answers.of("ISAPI.challenge", Map.of("key", text))))
                        .orElseGet(() -> Answer.status(6, "Invalid XML Content", "badXmlContent"));
            case "/ISAPI/System/activate/GetChallengeV3" ->
                member(request.body(), "publicKey")
                        .filter(_ -> form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> json("{\"challenge\":\"" + text + "\"}"))
                        .orElseGet(() -> Answer.status(6, "Invalid JSON Content", "badJsonContent"));
            case "/ISAPI/System/activate" ->
                activated(Answers.element(request.body(), "password").flatMap(text -> form.password(text, "")));
            case "/ISAPI/System/activate/StartActivateV3" ->
                activated(member(request.body(), "password")
                        .flatMap(text -> form.password(text, member(request.body(), "iv").orElse(""))));
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

    Answer to(TextRequest request, String path, String user) {
        if (!settings.webUsers.getOrDefault(user, "").equals("Administrator")) {
            return Answer.status(4, "Invalid Operation", "notPermitted");
        }
        if (request.method().equals("GET")) {
            return Answers.find(path, words()).map(body -> Answer.xml("200 OK", body)).orElseGet(Answer::missing);
        }
        settings.wrote();
        return changed(request, path);
    }

    Map<String, Object> words() {
        var isAddress = settings.timeServer.matches("[0-9.]+");
        var words = Answers.words(camera);
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
                settings.timeServer = Answers.element(body, "ipAddress").orElse("");
            case "/ISAPI/System/Network/Integrate" -> settings.onvif = body.contains("<ONVIF>\n<enable>true");
            case "/ISAPI/Security/users" -> {
                var name = Answers.element(body, "userName").orElseThrow();
                settings.webUsers.put(name, Answers.element(body, "userLevel").orElse("Viewer"));
                login.adds(name, Answers.element(body, "password").orElseThrow());
            }
            case "/ISAPI/Security/ONVIF/users" -> {
                var name = Answers.element(body, "userName").orElseThrow();
                settings.onvifUsers.put(name, Answers.element(body, "userType").orElse("mediaUser"));
                settings.onvifPasswords.put(name, Answers.element(body, "password").orElseThrow());
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
        Answers.element(body, "timeZone").ifPresent(zone -> settings.zone = zone);
        settings.timeMode = Answers.element(body, "timeMode").orElse("NTP");
        if (settings.timeMode.equals("manual")) {
            Answers.element(body, "localTime").ifPresent(settings::localTime);
        }
    }

    private void restarts() {
        camera.restarted();
        moved.ifPresent(body -> {
            var gateway = body.substring(body.indexOf("<DefaultGateway>"));
            camera.standsAt(
                    Cidr.of(Answers.element(body, "ipAddress").orElseThrow() + "/24"),
                    Ipv4.of(Answers.element(gateway, "ipAddress").orElseThrow()));
        });
        moved = Optional.empty();
    }
}
