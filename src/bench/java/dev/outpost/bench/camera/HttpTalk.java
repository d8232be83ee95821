package dev.outpost.bench.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The camera's web server: a snapshot and who it is, both behind digest; the rest is a redirect to its login page. */
final class HttpTalk implements Listener.Talk {

    private final DigestLogin login;
    private final Supplier<byte[]> picture;
    private final IntSupplier build;

    HttpTalk(DigestLogin login, Supplier<byte[]> picture, IntSupplier build) {
        this.build = build;
        this.login = login;
        this.picture = picture;
    }

    @Override
    public void with(InputStream in, OutputStream out) throws IOException {
        for (var request = TextRequest.read(in); request.isPresent(); request = TextRequest.read(in)) {
            answer(request.get(), out);
            if (request.get()
                    .header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent()) {
                return;
            }
        }
    }

    private void answer(TextRequest request, OutputStream out) throws IOException {
        var path = request.uri().replaceFirst("\\?.*", "");
        if (path.equals("/")) {
            send(out, "302 Found", "Location: /doc/page/login.asp\r\n", new byte[0]);
        } else if (!path.startsWith("/ISAPI/")) {
            send(out, "404 Not Found", "", new byte[0]);
        } else if (!login.admits(request)) {
            send(out, "401 Unauthorized", "WWW-Authenticate: " + login.challenge(true) + "\r\n", new byte[0]);
        } else if (path.matches("/ISAPI/Streaming/channels/10[12]/picture")) {
            send(out, "200 OK", "Content-Type: image/jpeg\r\n", picture.get());
        } else if (path.equals("/ISAPI/System/deviceInfo")) {
            send(out, "200 OK", "Content-Type: application/xml\r\n", info().getBytes(StandardCharsets.UTF_8));
        } else {
            send(out, "404 Not Found", "", new byte[0]);
        }
    }

    private String info() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <deviceName>IP CAMERA</deviceName>
            <model>DS-2CD1321-I</model>
            <firmwareVersion>V5.5.83</firmwareVersion>
            <firmwareReleasedDate>build %06d</firmwareReleasedDate>
            </DeviceInfo>
            """.formatted(build.getAsInt());
    }

    private static void send(OutputStream out, String status, String headers, byte[] body) throws IOException {
        var head = "HTTP/1.1 " + status + "\r\nServer: App-webs/\r\n" + headers + "Content-Length: " + body.length
                + "\r\nConnection: keep-alive\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
