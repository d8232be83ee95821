package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Files over HTTP/1.1 from one camera. One that hangs up behind its challenge is dialled once more; a redirect is never followed. */
final class Fetch implements Closeable {
    private final Vantage vantage;
    private final CameraTarget camera;
    private final Duration patience;
    private final Deadline limit;
    private final Session session;
    private Conversation conversation;

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
        return session.send("GET", path, authorization -> get(path, authorization));
    }

    Session session() {
        return session;
    }

    private Reply get(String path, String authorization) throws IOException {
        var reply = conversation.ask(
                "GET " + path + " HTTP/1.1\r\nHost: " + camera.host() + ":" + camera.webPort()
                        + "\r\nUser-Agent: Outpost\r\n" + authorization + "\r\n",
                true);
        if (reply.status() == 401) {
            again(reply);
        }
        return reply;
    }

    private void again(Reply reply) throws IOException {
        var keeps = reply.first("Content-Length").isPresent()
                && reply.all("Connection").stream().noneMatch("close"::equalsIgnoreCase);
        if (!keeps) {
            conversation.close();
            if (vantage.dial(camera.host(), camera.webPort(), patience) instanceof Dial.Connected line) {
                conversation = new Conversation(line, limit);
            } else {
                throw new IOException("it did not answer a second time");
            }
        }
    }

    @Override
    public void close() {
        conversation.close();
    }
}
