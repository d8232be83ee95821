package dev.outpost.camera;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.bench.net.CameraView;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Ticker;
import java.awt.Color;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera one of whose two servers means no good; the other one is as it should be. */
final class HostileCamera implements CameraView, AutoCloseable {
    /** What it does. */
    enum Kind {
        PICTURE_OF_ITS_HEADER_ALONE,
        PICTURE_CUT_AT_50_PERCENT,
        PICTURE_CUT_AT_10_PERCENT,
        PICTURE_CUT_AT_2_PERCENT,
        PICTURE_CUT_AND_ENDED,
        PICTURE_DAMAGED,
        PICTURE_OF_ONE_COLOUR,
        PICTURE_OF_46000_BY_46000,
        PICTURE_OF_A_THOUSAND_SCANS,
        PICTURE_OF_YESTERDAY,
        NO_PICTURE_BUT_A_PAGE,
        REDIRECTS,
        DRIPS,
        SAYS_NOTHING,
        HANGS_UP,
        HEADERS_WITHOUT_END,
        A_LINE_WITHOUT_END,
        A_BODY_WITHOUT_END,
        CHUNKS_WITHOUT_END,
        A_LENGTH_OF_GIGABYTES,
        A_LENGTH_BELOW_NOTHING,
        A_LOGIN_NOBODY_KNOWS,
        A_LOGIN_IN_CLEAR,
        REFUSES_FOR_EVER,
        STALE_FOR_EVER,
        FIRMWARE_IN_10_MEGABYTES,
        FIRMWARE_FROM_A_FILE,
        RTSP_REDIRECTS,
        RTSP_DRIPS,
        RTSP_PACKETS_WITHOUT_AN_ANSWER,
        RTSP_REFUSES_FOR_EVER,
        RTSP_STALE_FOR_EVER,
        RTSP_WITHOUT_VIDEO,
        RTSP_OF_ANOTHER_CODEC,
        RTSP_OVER_UDP_ONLY,
        STREAM_WITHOUT_KEY_FRAMES,
        STREAM_OF_NOISE,
        STREAM_OF_REPORTS_ALONE,
        STREAM_THAT_ENDS;

        boolean isOfRtsp() {
            return name().startsWith("RTSP") || name().startsWith("STREAM");
        }
    }

    private static final int RTSP = 554;
    private static final byte[] PICTURE = Jpegs.noise(640, 360);

    private static final String SDP =
            "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n";

    private static final String DIGEST = "WWW-Authenticate: Digest realm=\"x\", nonce=\"%d\", qop=\"auth\"%s\r\n";

    private final Kind kind;
    private final SimulatedCamera other;
    private final LoopbackServer server;
    private final Ticker ticker;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    HostileCamera(Kind kind, SimulatedCamera other, Ticker ticker) throws IOException {
        this.kind = kind;
        this.other = other;
        this.ticker = ticker;
        this.server = new LoopbackServer("hostile camera", this::talk);
    }

    /** Logins that it was offered and refused. */
    int refusedLogins() {
        return refused.get();
    }

    /** Whatever it was asked. */
    int requests() {
        return requests.get();
    }

    private record Head(String start, String text) {
        boolean hasLogin() {
            return text.contains("\nAuthorization: ");
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        var out = client.getOutputStream();
        for (var head = head(in); head.isPresent(); head = head(in)) {
            requests.incrementAndGet();
            try {
                if (kind.isOfRtsp()) {
                    rtsp(head.get(), out);
                } else {
                    http(head.get(), out);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            if (kind == Kind.HANGS_UP) {
                return;
            }
        }
    }

    private static Optional<Head> head(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            text.append((char) next);
        }
        return Optional.of(new Head(text.substring(0, text.indexOf("\r\n")), text.toString()));
    }

    private void http(Head head, OutputStream out) throws IOException, InterruptedException {
        var isAbout = head.start().contains("deviceInfo");
        switch (kind) {
            case PICTURE_OF_ITS_HEADER_ALONE -> page(out, "", Jpegs.header(PICTURE));
            case PICTURE_CUT_AT_50_PERCENT -> page(out, "", cut(50));
            case PICTURE_CUT_AT_10_PERCENT -> page(out, "", cut(10));
            case PICTURE_CUT_AT_2_PERCENT -> page(out, "", cut(2));
            case PICTURE_CUT_AND_ENDED -> page(out, "", Jpegs.ended(cut(50)));
            case PICTURE_DAMAGED -> page(out, "", Jpegs.damaged(PICTURE));
            case PICTURE_OF_ONE_COLOUR -> page(out, "", Jpegs.flat(1_920, 1_080, Color.GRAY));
            case PICTURE_OF_46000_BY_46000 ->
                page(out, "", Jpegs.sized(Jpegs.flat(16, 16, Color.GRAY), 46_000, 46_000));
            case PICTURE_OF_A_THOUSAND_SCANS -> page(out, "", Jpegs.scans(Jpegs.sized(PICTURE, 7_000, 7_000), 1_000));
            case PICTURE_OF_YESTERDAY ->
                page(
                        out,
                        "Date: Sun, 22 Nov 2026 20:00:00 GMT\r\nLast-Modified: Sat, 21 Nov 2026 20:00:00 GMT\r\n",
                        PICTURE);
            case NO_PICTURE_BUT_A_PAGE -> page(out, "", bytes("<html>login</html>"));
            case REDIRECTS ->
                say(out, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
            case DRIPS -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            case HANGS_UP -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf");
            case HEADERS_WITHOUT_END -> endless(out, "HTTP/1.1 200 OK\r\n", "X: y\r\n");
            case A_LINE_WITHOUT_END -> endless(out, "HTTP/1.1 200 ", "x".repeat(1_000));
            case A_BODY_WITHOUT_END -> endless(out, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(60_000));
            case CHUNKS_WITHOUT_END ->
                endless(
                        out,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "ea60\r\n" + "x".repeat(60_000) + "\r\n");
            case A_LENGTH_OF_GIGABYTES -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx");
            case A_LENGTH_BELOW_NOTHING -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx");
            case A_LOGIN_NOBODY_KNOWS ->
                refuse(head, out, "WWW-Authenticate: Digest realm=x, nonce=1, algorithm=SHA-512-256\r\n");
            case A_LOGIN_IN_CLEAR -> refuse(head, out, "WWW-Authenticate: Basic realm=x\r\n");
            case REFUSES_FOR_EVER -> refuse(head, out, DIGEST.formatted(requests(), ""));
            case STALE_FOR_EVER -> refuse(head, out, DIGEST.formatted(requests(), ", stale=TRUE"));
            case FIRMWARE_IN_10_MEGABYTES -> page(out, "", isAbout ? longInfo() : PICTURE);
            case FIRMWARE_FROM_A_FILE ->
                page(
                        out,
                        "",
                        isAbout
                                ? bytes(
                                        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><DeviceInfo><model>&x;</model>"
                                                + "<firmwareVersion>&x;</firmwareVersion>"
                                                + "<firmwareReleasedDate>build 250101</firmwareReleasedDate></DeviceInfo>")
                                : PICTURE);
            default -> {
                // it says nothing
            }
        }
    }

    private void rtsp(Head head, OutputStream out) throws IOException, InterruptedException {
        var method = head.start().split(" ")[0];
        var isDescribe = method.equals("DESCRIBE");
        switch (kind) {
            case RTSP_REDIRECTS -> say(out, "RTSP/1.0 302 Moved\r\nLocation: rtsp://127.0.0.1:1/x\r\n\r\n");
            case RTSP_DRIPS -> drip(out, "RTSP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n");
            case RTSP_PACKETS_WITHOUT_AN_ANSWER -> endless(out, "", "$\0\0\4abcd".repeat(5_000));
            case RTSP_REFUSES_FOR_EVER -> refuse(head, out, DIGEST.formatted(requests(), ""));
            case RTSP_STALE_FOR_EVER -> refuse(head, out, DIGEST.formatted(requests(), ", stale=TRUE"));
            case RTSP_WITHOUT_VIDEO -> described(out, "v=0\r\nm=audio 0 RTP/AVP 8\r\n");
            case RTSP_OF_ANOTHER_CODEC -> described(out, SDP.replace("H264", "X-FILM"));
            case RTSP_OVER_UDP_ONLY -> {
                if (method.equals("SETUP")) {
                    say(out, "RTSP/1.0 461 Unsupported Transport\r\n\r\n");
                } else {
                    described(out, SDP);
                }
            }
            default -> {
                if (method.equals("PLAY")) {
                    say(out, "RTSP/1.0 200 OK\r\nSession: 1\r\n\r\n");
                    play(out);
                } else {
                    described(out, isDescribe ? SDP : "");
                }
            }
        }
    }

    private void play(OutputStream out) throws IOException, InterruptedException {
        switch (kind) {
            case STREAM_WITHOUT_KEY_FRAMES -> film(out);
            case STREAM_OF_NOISE -> endless(out, "", "$\0\u00ea`" + "\u0080\u00e0".repeat(30_000));
            case STREAM_OF_REPORTS_ALONE -> endless(out, "", "$\1\0\10\u0080\u00c8\0\1abcd".repeat(50));
            case STREAM_THAT_ENDS -> out.close();
            default -> throw new IllegalStateException(kind + " plays nothing");
        }
    }

    /** Every frame but the first, for ever. */
    private void film(OutputStream out) throws IOException, InterruptedException {
        var frames = VideoFile.H264.frames();
        for (int number = 0; ; number++) {
            var nal = frames.get(1 + number % (frames.size() - 1)).getLast();
            var time = number * 7_500;
            out.write(new byte[] {'$', 0, (byte) ((nal.length + 12) >> 8), (byte) (nal.length + 12)});
            out.write(new byte[] {(byte) 0x80, (byte) 0xe0, 0, 0, (byte) (time >> 24), (byte) (time >> 16)});
            out.write(new byte[] {(byte) (time >> 8), (byte) time, 1, 2, 3, 4});
            out.write(nal);
            ticker.pause(Duration.ofMillis(83));
        }
    }

    private void refuse(Head head, OutputStream out, String challenge) throws IOException {
        if (head.hasLogin()) {
            refused.incrementAndGet();
        }
        say(
                out,
                (kind.isOfRtsp() ? "RTSP/1.0" : "HTTP/1.1") + " 401 Unauthorized\r\n" + challenge
                        + "Content-Length: 0\r\n\r\n");
    }

    private void drip(OutputStream out, String words) throws IOException, InterruptedException {
        say(out, words);
        for (int left = 100_000; left > 0; left--) {
            out.write('x');
            ticker.pause(Duration.ofMillis(300));
        }
    }

    /** Until it hangs up. */
    private static void endless(OutputStream out, String first, String again) throws IOException {
        say(out, first);
        var bytes = bytes(again);
        while (true) {
            out.write(bytes);
        }
    }

    private static void described(OutputStream out, String sdp) throws IOException {
        say(out, "RTSP/1.0 200 OK\r\nSession: 1\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp);
    }

    private static void page(OutputStream out, String headers, byte[] body) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
        out.write(body);
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(bytes(words));
    }

    private static byte[] cut(int percent) {
        return Arrays.copyOf(PICTURE, PICTURE.length * percent / 100);
    }

    /** What is looked for stands behind ten megabytes of something else. */
    private static byte[] longInfo() {
        return bytes("<DeviceInfo>" + "<a>b</a>".repeat(1_310_720)
                + "<model>X</model><firmwareVersion>V1</firmwareVersion>"
                + "<firmwareReleasedDate>build 250101</firmwareReleasedDate></DeviceInfo>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String mac() {
        return other.mac();
    }

    @Override
    public Cidr address() {
        return other.address();
    }

    @Override
    public Optional<Ipv4> gateway() {
        return other.gateway();
    }

    @Override
    public boolean hasLink() {
        return true;
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return (port == RTSP) == kind.isOfRtsp() ? Optional.of(server.address()) : other.service(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
