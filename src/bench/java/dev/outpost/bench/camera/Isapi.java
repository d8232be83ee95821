package dev.outpost.bench.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of a Hikvision over ISAPI, for its administrator. Written from manuals and from what others describe. */
final class Isapi {
    private static final String SPACE = " version=\"2.0\" xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

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
            return Optional.of(Answer.xml(
                    "200 OK",
                    XML + "<ActivateStatus" + SPACE + ">\n<Activated>" + !isFresh() + "</Activated>\n"
                            + (fresh.filter(FirstPassword::isV3).isPresent() ? "<supportVersion>3</supportVersion>\n" : "")
                            + "</ActivateStatus>\n"));
        }
        return fresh.filter(_ -> path.startsWith("/ISAPI/")).map(form -> first(form, request, path));
    }

    private Answer first(FirstPassword form, TextRequest request, String path) {
        return switch (path) {
            case "/ISAPI/Security/challenge" ->
                CameraSettings.element(request.body(), "key")
                        .filter(_ -> !form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> Answer.xml("200 OK", XML + "<Challenge" + SPACE + "><key>" + text + "</key></Challenge>\n"))
                        .orElseGet(() -> Answer.status(6, "Invalid XML Content", "badXmlContent"));
            case "/ISAPI/System/activate/GetChallengeV3" ->
                member(request.body(), "publicKey")
                        .filter(_ -> form.isV3())
                        .flatMap(form::challenge)
                        .map(text -> json("{\"challenge\":\"" + text + "\"}"))
                        .orElseGet(() -> Answer.status(6, "Invalid JSON Content", "badJsonContent"));
            case "/ISAPI/System/activate" ->
                activated(CameraSettings.element(request.body(), "password").flatMap(text -> form.password(text, "")));
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

    /** A setting, for the user that was let in. */
    Answer to(TextRequest request, String path, String user) {
        if (!settings.webUsers.getOrDefault(user, "").equals("Administrator")) {
            return Answer.status(4, "Invalid Operation", "notPermitted");
        }
        if (request.method().equals("GET")) {
            return shown(path).map(body -> Answer.xml("200 OK", body)).orElseGet(Answer::missing);
        }
        settings.wrote();
        return changed(request, path);
    }

    private Optional<String> shown(String path) {
        return Optional.ofNullable(
                switch (path) {
                    case "/ISAPI/System/time/ntpServers/1" ->
                        XML + "<NTPServer" + SPACE + ">\n<id>1</id>\n<addressingFormatType>"
                                + (settings.timeServer.matches("[0-9.]+") ? "ipaddress" : "hostname")
                                + "</addressingFormatType>\n<" + serverTag() + ">" + settings.timeServer + "</" + serverTag()
                                + ">\n</NTPServer>\n";
                    case "/ISAPI/System/Network/interfaces/1/ipAddress" ->
                        XML + "<IPAddress" + SPACE
                                + ">\n<ipVersion>dual</ipVersion>\n<addressingType>static</addressingType>\n<ipAddress>"
                                + camera.address().address() + "</ipAddress>\n<subnetMask>255.255.255.0</subnetMask>\n"
                                + "<DefaultGateway>\n<ipAddress>"
                                + camera.gateway().map(Ipv4::toString).orElse("0.0.0.0")
                                + "</ipAddress>\n</DefaultGateway>\n<PrimaryDNS>\n<ipAddress>8.8.8.8</ipAddress>\n</PrimaryDNS>\n</IPAddress>\n";
                    case "/ISAPI/System/Network/Integrate" ->
                        XML + "<Integrate" + SPACE + ">\n<ONVIF>\n<enable>" + settings.onvif
                                + "</enable>\n<certificateType>digest</certificateType>\n</ONVIF>\n<ISAPI>\n<enable>true</enable>\n</ISAPI>\n</Integrate>\n";
                    case "/ISAPI/Security/users" -> CameraSettings.users("UserList", "userLevel", settings.webUsers);
                    case "/ISAPI/Security/ONVIF/users" -> CameraSettings.users("UserList", "userType", settings.onvifUsers);
                    case "/ISAPI/Streaming/channels/102" -> settings.stream;
                    default -> null;
                });
    }

    private String serverTag() {
        return settings.timeServer.matches("[0-9.]+") ? "ipAddress" : "hostName";
    }

    private Answer changed(TextRequest request, String path) {
        var body = request.body();
        switch (path) {
            case "/ISAPI/System/time" -> time(body);
            case "/ISAPI/System/time/ntpServers/1" ->
                settings.timeServer = CameraSettings.element(body, "ipAddress").orElse("");
            case "/ISAPI/System/Network/Integrate" -> settings.onvif = body.contains("<ONVIF>\n<enable>true");
            case "/ISAPI/Security/users" -> {
                var name = CameraSettings.element(body, "userName").orElseThrow();
                settings.webUsers.put(name, CameraSettings.element(body, "userLevel").orElse("Viewer"));
                login.adds(name, CameraSettings.element(body, "password").orElseThrow());
            }
            case "/ISAPI/Security/ONVIF/users" -> {
                var name = CameraSettings.element(body, "userName").orElseThrow();
                settings.onvifUsers.put(name, CameraSettings.element(body, "userType").orElse("mediaUser"));
                settings.onvifPasswords.put(name, CameraSettings.element(body, "password").orElseThrow());
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
        CameraSettings.element(body, "timeZone").ifPresent(zone -> settings.zone = zone);
        settings.timeMode = CameraSettings.element(body, "timeMode").orElse("NTP");
        if (settings.timeMode.equals("manual")) {
            CameraSettings.element(body, "localTime").ifPresent(settings::localTime);
        }
    }

    private void restarts() {
        camera.restarted();
        moved.ifPresent(body -> {
            var gateway = body.substring(body.indexOf("<DefaultGateway>"));
            camera.standsAt(
                    Cidr.of(CameraSettings.element(body, "ipAddress").orElseThrow() + "/24"),
                    Ipv4.of(CameraSettings.element(gateway, "ipAddress").orElseThrow()));
        });
        moved = Optional.empty();
    }
}
