package dev.outpost.relay;

import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.Talk;
import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Two UDP ports of the relay that hear one camera through the tunnel, for a moment. */
public final class UdpEar implements Closeable {
    /** So long it listens at most (s). */
    private static final int SECONDS = 3;

    /** Half a second of a busy stream, some 300 KB: it is paid for. */
    private static final int MOST = 200;

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Pattern PORT = Pattern.compile("port (\\d{1,5})");
    private static final Pattern OPEN = Pattern.compile("open()");
    private static final Pattern HEARD = Pattern.compile("heard (\\d{1,6}) (\\d{1,6}) (\\d{1,6})");

    private final Talk talk;
    private final Alarm end;
    private final BufferedReader said;
    private final int port;

    /**
     * What came.
     *
     * @param packets of the stream
     * @param lost those that are missing between them
     * @param largest of them (bytes, with RTP's head and without UDP's)
     */
    public record Heard(int packets, int lost, int largest) {}

    private UdpEar(Talk talk, Ticker ticker) throws IOException {
        this.talk = talk;
        this.end = Alarm.at(ticker.in(LIMIT), talk::close);
        this.said = new BufferedReader(new InputStreamReader(talk.output(), StandardCharsets.US_ASCII));
        try {
            this.port = Integer.parseInt(line(PORT).group(1));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** @throws IOException where the relay has nothing to listen with, or the connection broke */
    public static UdpEar on(RemoteLink relay, String camera, Ticker ticker) throws IOException {
        var script = Script.in(Relay.class, "ear")
                .with("CAMERA", camera)
                .with("LISTENS", SECONDS)
                .with("MOST", MOST);
        return new UdpEar(relay.talk(script), ticker);
    }

    /** The first of the two. */
    public int port() {
        return port;
    }

    /** Lets in what comes from the camera's port, the first of two as well. */
    public void opens(int cameraPort) throws IOException {
        talk.input().write((cameraPort + "\n").getBytes(StandardCharsets.US_ASCII));
        talk.input().flush();
        line(OPEN);
    }

    /** Waits until enough came, or the time is up. */
    public Heard heard() throws IOException {
        var words = line(HEARD);
        return new Heard(
                Integer.parseInt(words.group(1)), Integer.parseInt(words.group(2)), Integer.parseInt(words.group(3)));
    }

    private MatchResult line(Pattern wanted) throws IOException {
        var line = said.readLine();
        var words = wanted.matcher(line == null ? "" : line);
        if (!words.matches()) {
            throw new IOException("the relay listens to no UDP");
        }
        return words.toMatchResult();
    }

    @Override
    public void close() {
        end.close();
        talk.close();
    }
}
