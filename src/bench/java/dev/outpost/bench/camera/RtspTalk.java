package dev.outpost.bench.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** RTSP 1.0 (RFC 2326) as far as a player needs it to show a stream: RTP interleaved in the same connection only. */
final class RtspTalk implements Listener.Talk {

    private static final String METHODS =
            "OPTIONS, DESCRIBE, PLAY, PAUSE, SETUP, TEARDOWN, SET_PARAMETER, GET_PARAMETER";
    private static final String SESSION = "1398744822";

    private final DigestLogin login;

    RtspTalk(DigestLogin login) {
        this.login = login;
    }

    @Override
    public void with(InputStream in, OutputStream out) throws IOException {
        for (var request = TextRequest.read(in); request.isPresent(); request = TextRequest.read(in)) {
            answer(request.get(), out);
            if (request.get().method().equals("TEARDOWN")) {
                return;
            }
        }
    }

    private void answer(TextRequest request, OutputStream out) throws IOException {
        if (request.method().equals("OPTIONS")) {
            send(out, request, "200 OK", "Public: " + METHODS + "\r\n", "");
        } else if (!METHODS.contains(request.method())) {
            send(out, request, "405 Method Not Allowed", "Allow: " + METHODS + "\r\n", "");
        } else if (!login.admits(request)) {
            send(out, request, "401 Unauthorized", "WWW-Authenticate: " + login.challenge(false) + "\r\n", "");
        } else if (!request.uri().matches("(?i)rtsp://[^/]+/(Streaming/Channels|ISAPI/Streaming/channels|h264).*")) {
            send(out, request, "404 Not Found", "", "");
        } else {
            admitted(request, out);
        }
    }

    private static void admitted(TextRequest request, OutputStream out) throws IOException {
        switch (request.method()) {
            case "DESCRIBE" -> describe(request, out);
            case "SETUP" -> setUp(request, out);
            case "PLAY" -> {
                send(out, request, "200 OK", "Session: " + SESSION + "\r\nRange: npt=0.000000-\r\n", "");
                out.write(firstPacket());
            }
            default -> send(out, request, "200 OK", "Session: " + SESSION + "\r\n", "");
        }
    }

    private static void describe(TextRequest request, OutputStream out) throws IOException {
        var base = request.uri().endsWith("/") ? request.uri() : request.uri() + "/";
        send(out, request, "200 OK", "Content-Type: application/sdp\r\nContent-Base: " + base + "\r\n", """
                v=0
                o=- 1763845443114254 1763845443114254 IN IP4 0.0.0.0
                s=Media Presentation
                e=NONE
                b=AS:5050
                t=0 0
                a=control:%1$s
                m=video 0 RTP/AVP 96
                c=IN IP4 0.0.0.0
                b=AS:5000
                a=recvonly
                a=x-dimensions:1920,1080
                a=control:%1$strackID=1
                a=rtpmap:96 H264/90000
                a=fmtp:96 profile-level-id=420029; packetization-mode=1
                """.formatted(
                        base)
                .replace("\n", "\r\n"));
    }

    private static void setUp(TextRequest request, OutputStream out) throws IOException {
        var interleaved = request.header("transport").filter(wanted -> wanted.contains("RTP/AVP/TCP"));
        if (interleaved.isEmpty()) {
            send(out, request, "461 Unsupported Transport", "", "");
            return;
        }
        send(
                out,
                request,
                "200 OK",
                "Session: " + SESSION
                        + ";timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=4f555450;mode=\"play\"\r\n",
                "");
    }

    /** One RTP packet (RFC 3550: version 2, payload 96) with an access unit delimiter, framed for channel 0. */
    private static byte[] firstPacket() {
        return ByteBuffer.allocate(18)
                .put((byte) '$')
                .put((byte) 0)
                .putShort((short) 14)
                .put((byte) 0x80)
                .put((byte) 0xe0)
                .putShort((short) 1)
                .putInt(90_000)
                .putInt(0x4f555450)
                .put((byte) 0x09)
                .put((byte) 0xf0)
                .array();
    }

    private static void send(OutputStream out, TextRequest request, String status, String headers, String body)
            throws IOException {
        var length = body.isEmpty() ? Optional.<Integer>empty() : Optional.of(body.length());
        var head = "RTSP/1.0 " + status + "\r\nCSeq: " + request.header("cseq").orElse("0") + "\r\n" + headers
                + length.map(bytes -> "Content-Length: " + bytes + "\r\n").orElse("") + "\r\n";
        out.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
