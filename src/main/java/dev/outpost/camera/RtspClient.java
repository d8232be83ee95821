package dev.outpost.camera;

import java.io.IOException;
import java.util.regex.Pattern;

/** RTSP 1.0 (RFC 2326) as far as a look needs it: what the camera can, what its stream is, and a while of it inside this connection. */
final class RtspClient {
    /** Section 3.4; some cameras use characters beyond it. */
    private static final Pattern SESSION = Pattern.compile("([\\x21-\\x7e&&[^;]]{1,128})(?:;.*)?");

    private final Conversation conversation;
    private final Session session;
    private int sequence;
    private String established = "";

    RtspClient(Conversation conversation, Session session) {
        this.conversation = conversation;
        this.session = session;
    }

    /** What it can; most tell anybody, some ask for the login already. */
    Reply options(String url) throws IOException {
        return authorized("OPTIONS", url, "");
    }

    /** The stream's description (SDP), with the camera's challenge answered. */
    Reply describe(String url) throws IOException {
        return authorized("DESCRIBE", url, "Accept: application/sdp\r\n");
    }

    /** Asks for one medium inside this connection (section 10.12), which goes through every router. */
    Reply setup(String url) throws IOException {
        return setup(url, "RTP/AVP/TCP;unicast;interleaved=0-1");
    }

    /** The same in packets of their own to this port of whoever asks, and their reports to the next one (section 12.39). */
    Reply setupUdp(String url, int port) throws IOException {
        return setup(url, "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1));
    }

    private Reply setup(String url, String transport) throws IOException {
        var reply = authorized("SETUP", url, "Transport: " + transport + "\r\n");
        reply.first("Session")
                .map(SESSION::matcher)
                .filter(match -> match.matches())
                .ifPresent(match -> {
                    established = "Session: " + match.group(1) + "\r\n";
                });
        return reply;
    }

    Reply play(String url) throws IOException {
        return authorized("PLAY", url, established + "Range: npt=0.000-\r\n");
    }

    /** The next packet that the camera sends; answers that stand between are read over. */
    Conversation.Packet packet() throws IOException {
        return conversation.packet();
    }

    /** Says that nobody watches any more; its answer is not awaited, and one that hung up need not hear it. */
    void teardown(String url) {
        sequence++;
        try {
            conversation.say(head("TEARDOWN", url, established, session.line("TEARDOWN", url, "")));
        } catch (IOException hungUp) {
            return; // it plays no more
        }
    }

    Session session() {
        return session;
    }

    private Reply authorized(String method, String url, String headers) throws IOException {
        return session.send(method, url, "", authorization -> send(method, url, headers, authorization));
    }

    private Reply send(String method, String url, String headers, String authorization) throws IOException {
        sequence++;
        return conversation.ask(head(method, url, headers, authorization), false);
    }

    private String head(String method, String url, String headers, String authorization) {
        return method + " " + url + " RTSP/1.0\r\nCSeq: " + sequence + "\r\nUser-Agent: Outpost\r\n" + headers
                + authorization + "\r\n";
    }
}
