package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.step.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** An open terminal whose bytes can be waited for with a limit. Closed by whoever opened it. */
public final class SerialLine implements AutoCloseable {
    private static final int END = -1;
    private static final Duration OPENING = Duration.ofMillis(600);

    /** How long OpenWrt's handlers wait for the end of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Pattern FINAL = Pattern.compile(
            "OK|.*ERROR.*|COMMAND NOT SUPPORT|CONNECT.*|NO (?:CARRIER|ANSWER|DIALTONE)|BUSY", Pattern.CASE_INSENSITIVE);

    private final Call call;
    private final InputStream in;
    private final OutputStream out;
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

    /** Opens both ways of a device. */
    SerialLine(Call call, SpecialFile device) throws IOException {
        this.call = call;
        this.in = device.read();
        this.out = device.write();
        Thread.ofVirtual().name("serial line").start(this::pump);
    }

    /** Opens a device for questions in lines, which takes its time. */
    public static SerialLine forLines(Call call, SpecialFile device) throws IOException, InterruptedException {
        var line = new SerialLine(call, device);
        call.machine().clock().sleep(OPENING);
        return line;
    }

    private void pump() {
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                received.add(next);
            }
        } catch (IOException gone) {
            // unplugged: the end of what can be read
        }
        received.add(END);
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The next byte; empty when none came in time or the line is gone. */
    Optional<Integer> next(Deadline deadline) throws InterruptedException {
        call.process().check();
        var next = deadline.poll(received);
        return next == null || next == END ? Optional.empty() : Optional.of(next);
    }

    /** All lines up to the final one, which is a final result code; without that one where the modem falls silent. */
    public String ask(String question) throws IOException, InterruptedException {
        send(question + "\r");
        var end = call.machine().clock().in(PATIENCE);
        var answer = new StringBuilder();
        var now = new StringBuilder();
        for (var next = next(end); next.isPresent(); next = next(end)) {
            var c = (char) next.get().intValue();
            if (c != '\r' && c != '\n') {
                now.append(c);
                continue;
            }
            var said = now.toString().strip();
            now.setLength(0);
            if (said.isEmpty() || said.equals(question)) {
                continue;
            }
            answer.append(said).append('\n');
            if (FINAL.matcher(said).matches()) {
                break;
            }
        }
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
