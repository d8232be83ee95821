package dev.outpost.bench.camera;

import dev.outpost.step.Ticker;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * RTSP with one client (RFC 2326): what there is, and the stream itself inside the same connection until it hangs up, in packets of video
 * (RFC 3550; RFC 6184 and 7798 for what is in them).
 */
final class RtspTalk {
    private static final String KNOWN = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER";
    private static final String SESSION = "Session: 1185461520;timeout=60\r\n";

    /** Payload that fits a packet of the tunnel. */
    private static final int MOST = 1_200;

    private static final int TYPE = 96;

    private final Socket client;
    private final OutputStream out;
    private final SimulatedCamera camera;
    private final DigestLogin login;
    private final VideoFile video;
    private final Ticker ticker;
    private volatile boolean playing;

    private int sequence;
    private boolean admitted;

    /** It keeps a place among those that it plays for. */
    private boolean hasPlace;

    RtspTalk(Socket client, SimulatedCamera camera, DigestLogin login, VideoFile video, Ticker ticker)
            throws IOException {
        this.client = client;
        this.out = camera.to(client);
        this.camera = camera;
        this.login = login;
        this.video = video;
        this.ticker = ticker;
    }

    void go() throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        try {
            for (var request = TextRequest.read(in); request.isPresent(); request = TextRequest.read(in)) {
                send(answer(request.get()));
                if (admitted && !playing) {
                    playing = true;
                    Thread.ofVirtual().name("camera plays").start(this::play);
                }
            }
        } finally {
            leaves();
        }
    }

    private void leaves() {
        admitted = false;
        playing = false;
        if (hasPlace) {
            hasPlace = false;
            camera.stopsPlaying();
        }
    }

    private byte[] answer(TextRequest request) {
        if (request.method().equals("OPTIONS")) {
            return reply(request, "200 OK", "Public: " + KNOWN + "\r\n", "");
        }
        if (!KNOWN.contains(request.method())) {
            return reply(request, "405 Method Not Allowed", "Allow: " + KNOWN + "\r\n", "");
        }
        if (!login.admits(request)) {
            return reply(request, "401 Unauthorized", "WWW-Authenticate: " + login.challenge(false) + "\r\n", "");
        }
        if (!camera.isStream(request.uri())) {
            return reply(request, "404 Not Found", "", "");
        }
        return switch (request.method()) {
            case "DESCRIBE" ->
                reply(
                        request,
                        "200 OK",
                        "Content-Type: application/sdp\r\nContent-Base: " + request.uri() + "/\r\n",
                        description());
            case "SETUP" -> setup(request);
            case "PLAY" -> {
                admitted = true;
                yield reply(request, "200 OK", SESSION + "Range: npt=0.000-\r\n", "");
            }
            case "TEARDOWN" -> {
                leaves();
                yield reply(request, "200 OK", SESSION, "");
            }
            default -> reply(request, "200 OK", SESSION, "");
        };
    }

    /** Over UDP it plays nothing: the bench carries none of it. */
    private byte[] setup(TextRequest request) {
        var transport = request.header("transport").orElse("");
        hasPlace = hasPlace || camera.canPlay();
        if (!hasPlace) {
            return reply(request, "453 Not Enough Bandwidth", "", "");
        }
        return transport.contains("RTP/AVP/TCP") && transport.contains("interleaved=0-1")
                ? reply(
                        request,
                        "200 OK",
                        SESSION + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=0c0ffee0;mode=\"play\"\r\n",
                        "")
                : reply(request, "461 Unsupported Transport", "", "");
    }

    private String description() {
        return """
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
                a=rtpmap:96 %s/%d
                a=fmtp:96 %s
                """.formatted(video, VideoFile.RATE, video.format()).replace("\n", "\r\n");
    }

    private static byte[] reply(TextRequest request, String status, String headers, String body) {
        var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        var head = "RTSP/1.0 " + status + "\r\nCSeq: " + request.header("cseq").orElse("0") + "\r\n";
        return (head + headers + length + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void play() {
        var frames = video.frames();
        sequence = 0;
        try {
            for (int number = 0; playing; number++) {
                send(packets(
                        frames.get(number % frames.size()), number * (VideoFile.RATE / VideoFile.FRAMES_A_SECOND)));
                ticker.pause(Duration.ofSeconds(1).dividedBy(VideoFile.FRAMES_A_SECOND));
            }
        } catch (IOException hungUp) {
            playing = false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
        }
    }

    /**
     * The packets of one picture.
     *
     * @param time by the stream's clock
     */
    private byte[] packets(List<byte[]> frame, int time) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < frame.size(); i++) {
            packets(all, frame.get(i), time, i == frame.size() - 1);
        }
        return all.toByteArray();
    }

    private void packets(ByteArrayOutputStream all, byte[] nal, int time, boolean isLast) {
        if (nal.length <= MOST) {
            packet(all, nal, time, isLast);
            return;
        }
        int header = video == VideoFile.H264 ? 1 : 2;
        for (int from = header; from < nal.length; from += MOST) {
            int end = Math.min(nal.length, from + MOST);
            var part = ByteBuffer.allocate(header + 1 + end - from);
            part.put(prefix(nal, from == header, end == nal.length)).put(nal, from, end - from);
            packet(all, part.array(), time, isLast && end == nal.length);
        }
    }

    /** FU-A of H.264, FU of H.265: what it is a part of, and whether the first or the last one. */
    private byte[] prefix(byte[] nal, boolean isFirst, boolean isEnd) {
        int edges = (isFirst ? 0x80 : 0) | (isEnd ? 0x40 : 0);
        return video == VideoFile.H264
                ? new byte[] {(byte) ((nal[0] & 0x60) | 28), (byte) (edges | (nal[0] & 0x1f))}
                : new byte[] {(byte) ((nal[0] & 0x81) | (49 << 1)), nal[1], (byte) (edges | ((nal[0] >> 1) & 0x3f))};
    }

    private void packet(ByteArrayOutputStream all, byte[] payload, int time, boolean isLast) {
        var packet = ByteBuffer.allocate(4 + 12 + payload.length);
        packet.put((byte) '$').put((byte) 0).putShort((short) (12 + payload.length));
        packet.put((byte) 0x80).put((byte) (isLast ? 0x80 | TYPE : TYPE)).putShort((short) sequence++);
        packet.putInt(time).putInt(0x0c0ffee0).put(payload);
        all.writeBytes(packet.array());
    }
}
