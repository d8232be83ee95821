package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.step.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A serial port held open for questions; each answer ends with a final result code. */
public final class AtLine implements AutoCloseable {
    private static final Duration OPENING = Duration.ofMillis(600);

    /** How long OpenWrt's handlers wait for the end of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Pattern FINAL = Pattern.compile(
            "OK|.*ERROR.*|COMMAND NOT SUPPORT|CONNECT.*|NO (?:CARRIER|ANSWER|DIALTONE)|BUSY", Pattern.CASE_INSENSITIVE);

    private final Call call;
    private final SerialLine line;

    public AtLine(Call call, SpecialFile device) throws IOException, InterruptedException {
        this.call = call;
        this.line = new SerialLine(device);
        call.machine().clock().sleep(OPENING);
    }

    /** All lines up to the final one; without that one where the modem falls silent. */
    public String ask(String question) throws IOException, InterruptedException {
        line.send((question + "\r").getBytes(StandardCharsets.ISO_8859_1));
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

    private Optional<Integer> next(Deadline end) throws InterruptedException {
        call.process().check();
        return line.next(end);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
