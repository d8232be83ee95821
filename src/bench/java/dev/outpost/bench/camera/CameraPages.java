package dev.outpost.bench.camera;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A camera's web server: its picture, its settings by ISAPI, and ONVIF where that is on. */
final class CameraPages {
    private final SimulatedCamera camera;
    private final CameraSettings settings;
    private final DigestLogin login;
    private final Isapi isapi;
    private final OnvifService onvif;

    CameraPages(SimulatedCamera camera, CameraSettings settings, DigestLogin login, Isapi isapi) {
        this.camera = camera;
        this.settings = settings;
        this.login = login;
        this.isapi = isapi;
        this.onvif = new OnvifService(camera, settings);
    }

    /** Until the other end has enough. */
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
        if (OnvifService.isAt(path) && settings.onvif && !isapi.isFresh()) {
            return page(onvif.to(request));
        }
        var openly = camera.hasIsapi() ? isapi.openly(request, path) : Optional.<Answer>empty();
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
        if (request.method().equals("GET") && path.equals("/ISAPI/System/deviceInfo")) {
            return page("200 OK", "Content-Type: application/xml\r\n", info());
        }
        if (request.method().equals("GET") && path.equals("/ISAPI/System/time")) {
            return page("200 OK", "Content-Type: application/xml\r\n", clock());
        }
        return page(isapi.to(request, path, DigestLogin.user(request)));
    }

    private static byte[] page(Answer answer) {
        return page(answer.status(), answer.type().isEmpty() ? "" : "Content-Type: " + answer.type() + "\r\n", answer.body());
    }

    private byte[] info() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <deviceName>IP CAMERA</deviceName>
            <model>DS-2CD1321-I</model>
            <firmwareVersion>V5.5.83</firmwareVersion>
            <firmwareReleasedDate>build %s</firmwareReleasedDate>
            </DeviceInfo>
            """.formatted(camera.firmwareDay()).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] clock() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Time version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <timeMode>%s</timeMode>
            <localTime>%s</localTime>
            <timeZone>%s</timeZone>
            </Time>
            """.formatted(settings.timeMode, settings.localTime(), settings.zone)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(String status, String headers, byte[] body) {
        var head = ("HTTP/1.1 " + status + "\r\nServer: App-webs/\r\n" + headers + "Content-Length: " + body.length
                        + "\r\nConnection: keep-alive\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
