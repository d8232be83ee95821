package dev.outpost.bench.camera;

import dev.outpost.bench.net.CameraView;
import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Prefix;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A Hikvision DS-2CD1321-I as far as a viewer asks it: what RTSP stream there is (RFC 2326), a snapshot, who it is, and a login that shuts.
 * Written from manuals.
 */
public final class SimulatedCamera implements CameraView, AutoCloseable {
    /** Day of its firmware, yymmdd. (Invented.) */
    public static final int FIRMWARE = 220114;

    private static final int RTSP = 554;
    private static final int HTTP = 80;

    /** A connection without a word is closed after this, in real time. */
    private static final int IDLE_MS = 60_000;

    private final String mac;
    private final InstantSource time;
    private final DigestLogin login;
    private final LoopbackServer rtsp;
    private final LoopbackServer http;
    private volatile Prefix address;
    private volatile Optional<Ip4> gateway;
    private volatile boolean link = true;

    private volatile int build = FIRMWARE;

    /** Answers one request. */
    private interface Answers {
        byte[] to(TextRequest request);
    }

    /**
     * Starts both servers on free ports of loopback.
     *
     * @param address its own address with the prefix it believes in
     * @param time what its clock shows in the picture
     */
    public SimulatedCamera(
            String mac, Prefix address, Ip4 gateway, String username, String password, InstantSource time)
            throws IOException {
        this.mac = mac;
        this.address = address;
        this.gateway = Optional.of(gateway);
        this.time = time;
        this.login = new DigestLogin("IP Camera(C6496)", username, password);
        this.rtsp = new LoopbackServer("camera rtsp", client -> talk(client, this::rtsp));
        this.http = new LoopbackServer("camera http", client -> talk(client, this::http));
    }

    private static void talk(Socket client, Answers answers) throws IOException {
        client.setSoTimeout(IDLE_MS);
        var in = new BufferedInputStream(client.getInputStream());
        for (var request = TextRequest.read(in); request.isPresent(); request = TextRequest.read(in)) {
            client.getOutputStream().write(answers.to(request.get()));
            if (request.get()
                    .header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent()) {
                return;
            }
        }
    }

    private byte[] rtsp(TextRequest request) {
        if (request.method().equals("OPTIONS")) {
            return described(request, "200 OK", "Public: OPTIONS, DESCRIBE\r\n", "");
        }
        if (!request.method().equals("DESCRIBE")) {
            return described(request, "405 Method Not Allowed", "Allow: OPTIONS, DESCRIBE\r\n", "");
        }
        if (!login.admits(request)) {
            return described(request, "401 Unauthorized", "WWW-Authenticate: " + login.challenge(false) + "\r\n", "");
        }
        if (!request.uri().matches("(?i)rtsp://[^/]+/(Streaming/Channels|ISAPI/Streaming/channels|h264).*")) {
            return described(request, "404 Not Found", "", "");
        }
        return described(request, "200 OK", "Content-Type: application/sdp\r\n", """
                v=0
                o=- 1763845443114254 1763845443114254 IN IP4 0.0.0.0
                s=Media Presentation
                t=0 0
                m=video 0 RTP/AVP 96
                c=IN IP4 0.0.0.0
                b=AS:5000
                a=recvonly
                a=x-dimensions:1920,1080
                a=control:trackID=1
                a=rtpmap:96 H264/90000
                a=fmtp:96 profile-level-id=420029; packetization-mode=1
                """.replace("\n", "\r\n"));
    }

    private static byte[] described(TextRequest request, String status, String headers, String body) {
        var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        var head = "RTSP/1.0 " + status + "\r\nCSeq: " + request.header("cseq").orElse("0") + "\r\n";
        return (head + headers + length + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A snapshot and who it is, both behind digest; the rest is a redirect to its login page. */
    private byte[] http(TextRequest request) {
        var path = request.uri().replaceFirst("\\?.*", "");
        if (path.equals("/")) {
            return page("302 Found", "Location: /doc/page/login.asp\r\n", new byte[0]);
        }
        if (!path.startsWith("/ISAPI/")) {
            return page("404 Not Found", "", new byte[0]);
        }
        if (!login.admits(request)) {
            return page("401 Unauthorized", "WWW-Authenticate: " + login.challenge(true) + "\r\n", login.refusal());
        }
        if (path.matches("/ISAPI/Streaming/channels/10[12]/picture")) {
            return page("200 OK", "Content-Type: image/jpeg\r\n", Scene.jpeg(time.instant()));
        }
        return switch (path) {
            case "/ISAPI/System/deviceInfo" -> page("200 OK", "Content-Type: application/xml\r\n", info());
            case "/ISAPI/System/time" -> page("200 OK", "Content-Type: application/xml\r\n", clock());
            default -> page("404 Not Found", "", new byte[0]);
        };
    }

    private byte[] info() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <deviceName>IP CAMERA</deviceName>
            <model>DS-2CD1321-I</model>
            <firmwareVersion>V5.5.83</firmwareVersion>
            <firmwareReleasedDate>build %06d</firmwareReleasedDate>
            </DeviceInfo>
            """.formatted(build).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] clock() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Time version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <timeMode>NTP</timeMode>
            <localTime>%s</localTime>
            <timeZone>CST-0:00:00</timeZone>
            </Time>
            """.formatted(time.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS))
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

    @Override
    public String mac() {
        return mac;
    }

    @Override
    public Prefix address() {
        return address;
    }

    @Override
    public Optional<Ip4> gateway() {
        return gateway;
    }

    @Override
    public boolean hasLink() {
        return link;
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return switch (port) {
            case RTSP -> Optional.of(rtsp.address());
            case HTTP -> Optional.of(http.address());
            default -> Optional.empty();
        };
    }

    /** Somebody gave it another address. */
    public void standsAt(Prefix other, Ip4 router) {
        address = other;
        gateway = Optional.of(router);
    }

    /** Nobody gave it a default gateway: the commonest mistake in the field. */
    public void losesGateway() {
        gateway = Optional.empty();
    }

    public void getsGateway(Ip4 router) {
        gateway = Optional.of(router);
    }

    /** The PoE injector has no power, or the cable is out. */
    public void losesLink() {
        link = false;
        try {
            rtsp.cut();
            http.cut();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Nobody has updated it since that day, written yymmdd. */
    public void runsFirmwareOf(int day) {
        build = day;
    }

    /** Somebody changed it. */
    public void forgetsPassword() {
        login.password("changed by somebody else");
    }

    /** Somebody chose another form of login. */
    public void asksForLogin(LoginAsked form) {
        login.asks(form);
    }

    /** How often it was offered a name and a password, right or wrong, since it was made. */
    public int logins() {
        return login.logins();
    }

    /** Wrong passwords it was offered since it was made. */
    public int failedLogins() {
        return login.failures();
    }

    @Override
    public void close() throws IOException {
        rtsp.close();
        http.close();
    }
}
