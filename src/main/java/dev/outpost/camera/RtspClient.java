package dev.outpost.camera;

import java.io.IOException;

/** RTSP 1.0 (RFC 2326) as far as a look needs it: what the camera can, and what its stream is. Nothing is played. */
final class RtspClient {
    private final Conversation conversation;
    private final Session session;
    private int sequence;

    RtspClient(Conversation conversation, Session session) {
        this.conversation = conversation;
        this.session = session;
    }

    Reply options(String url) throws IOException {
        return send("OPTIONS", url, "", "");
    }

    /** The stream's description (SDP), with the camera's challenge answered. */
    Reply describe(String url) throws IOException {
        return session.send(
                "DESCRIBE", url, authorization -> send("DESCRIBE", url, "Accept: application/sdp\r\n", authorization));
    }

    Session session() {
        return session;
    }

    private Reply send(String method, String url, String headers, String authorization) throws IOException {
        sequence++;
        return conversation.ask(
                method + " " + url + " RTSP/1.0\r\nCSeq: " + sequence + "\r\nUser-Agent: Outpost\r\n" + headers
                        + authorization + "\r\n",
                false);
    }
}
