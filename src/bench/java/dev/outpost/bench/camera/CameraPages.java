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
        var isOpen = request.method().equals("GET") && path.matches("/ISAPI/System/(deviceInfo|time)");
        if (isOpen) {
            return page(Answer.xml("200 OK", Answers.of(path, isapi.words())));
        }
        return page(isapi.to(request, path, DigestLogin.user(request)));
    }

    private static byte[] page(Answer answer) {
        return page(answer.status(), answer.type().isEmpty() ? "" : "Content-Type: " + answer.type() + "\r\n", answer.body());
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
