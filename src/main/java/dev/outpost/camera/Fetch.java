package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP/1.1 with one camera. One that hangs up behind an answer is dialled once more for the next question; a redirect is never followed. */
final class Fetch implements Closeable {
    private final Vantage vantage;
    private final CameraTarget camera;
    private final Duration patience;
    private final Deadline limit;
    private final Session session;
    private Conversation conversation;
    private boolean hungUp;

    /**
     * @param patience for another call
     * @param limit for everything
     */
    Fetch(Vantage vantage, CameraTarget camera, Dial.Connected line, Duration patience, Deadline limit) {
        this.vantage = vantage;
        this.camera = camera;
        this.patience = patience;
        this.limit = limit;
        this.session = new Session(camera.login());
        this.conversation = new Conversation(line, limit);
    }

    Reply get(String path) throws IOException {
        return send("GET", path, "", "");
    }

    /**
     * Asks, and answers a challenge once.
     *
     * @param type of the body, "application/xml"; empty where there is none
     */
    Reply send(String method, String path, String type, String body) throws IOException {
        return session.send(method, path, body, authorization -> ask(method, path, type, body, authorization));
    }

    Session session() {
        return session;
    }

    private Reply ask(String method, String path, String type, String body, String authorization) throws IOException {
        if (hungUp) {
            again();
        }
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        var about = method.equals("GET") ? "" : "Content-Length: " + length + "\r\n";
        var kind = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        var reply = conversation.ask(
                method + " " + path + " HTTP/1.1\r\nHost: " + camera.host() + ":" + camera.webPort()
                        + "\r\nUser-Agent: Outpost\r\n" + kind + about + authorization + "\r\n" + body,
                true);
        hungUp = !keeps(reply);
        return reply;
    }

    private static boolean keeps(Reply reply) {
        var hasEnd = reply.first("Content-Length").isPresent()
                || reply.first("Transfer-Encoding").isPresent();
        return hasEnd && reply.all("Connection").stream().noneMatch("close"::equalsIgnoreCase);
    }

    private void again() throws IOException {
        conversation.close();
        if (vantage.dial(camera.host(), camera.webPort(), patience) instanceof Dial.Connected line) {
            conversation = new Conversation(line, limit);
        } else {
            throw new IOException("it did not answer a second time");
        }
    }

    @Override
    public void close() {
        conversation.close();
    }
}
