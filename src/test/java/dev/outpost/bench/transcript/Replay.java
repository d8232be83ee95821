package dev.outpost.bench.transcript;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Signal;
import dev.outpost.step.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Runs the records of a transcript on a machine, in order, and compares.
 *
 * <p>What cannot be replayed stands in a resource, one record a line: its number and the reason; {@code !} behind the number
 * says that it is not even run. A listed record that would pass is an error, too.
 */
public final class Replay {
    private static final Duration LIMIT = Duration.ofMinutes(3); // real time, for one record

    private final Machine machine;
    private final List<Normal> normals = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<Integer, String> before = new TreeMap<>();
    private final Map<String, String> instead = new TreeMap<>();

    public Replay(Machine machine) {
        this.machine = machine;
    }

    /** What differs from run to run, and what stands for it. */
    private record Normal(Pattern pattern, String instead) {}

    /** Puts the same words for everything that matches, in what was recorded and in what came. */
    public Replay ignoring(String expression, String instead) {
        normals.add(new Normal(Pattern.compile(expression, Pattern.MULTILINE), instead));
        return this;
    }

    public Replay with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Puts other words into commands and their stdin: the recorder disguised a secret. */
    public Replay putting(String words, String forThese) {
        instead.put(words, forThese);
        return this;
    }

    private String put(String text) {
        String result = text;
        for (var entry : instead.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** Runs a command before a record: what the recorder had and the bench gets in another way. */
    public Replay before(int record, String command) {
        before.put(record, command);
        return this;
    }

    /** All disagreements, ready to be printed; none is the wish. */
    public List<String> run(Transcript transcript, String leftOutResource) throws InterruptedException {
        var leftOut = leftOut(leftOutResource);
        var disagreements = new ArrayList<String>();
        for (var record : transcript.records()) {
            var reason = Optional.ofNullable(leftOut.get(record.number()));
            if (before.containsKey(record.number())) {
                machine.run(before.get(record.number()));
            }
            if (reason.isPresent() && reason.get().startsWith("!")) {
                continue;
            }
            var difference = difference(record);
            if (reason.isEmpty()) {
                difference.ifPresent(disagreements::add);
            } else if (difference.isEmpty()) {
                disagreements.add("record " + record.number() + " is left out, but would pass");
            }
        }
        return disagreements;
    }

    /** What one record gives otherwise than recorded. */
    public Optional<String> difference(Transcript.Entry record) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(put(record.stdin()).getBytes(StandardCharsets.UTF_8));
        var shell = machine.startShell(put(record.command()), environment, in, out, err);
        String status = shell.await(Ticker.REAL.in(LIMIT)) ? String.valueOf(shell.status()) : "TIMEOUT";
        shell.signal(Signal.KILL);
        var differences = new StringBuilder();
        compare("status", record.status(), status, differences);
        compare("stdout", record.out(), out.toString(StandardCharsets.UTF_8), differences);
        compare("stderr", record.err(), err.toString(StandardCharsets.UTF_8), differences);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("record " + record.number() + ": " + record.command() + "\n" + differences);
    }

    private void compare(String what, String recorded, String came, StringBuilder differences) {
        String wanted = normal(recorded);
        String found = normal(came);
        if (!wanted.equals(found)) {
            differences
                    .append("  ")
                    .append(what)
                    .append(" recorded: ")
                    .append(shown(wanted))
                    .append('\n');
            differences
                    .append("  ")
                    .append(what)
                    .append(" here:     ")
                    .append(shown(found))
                    .append('\n');
        }
    }

    private static String shown(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }

    private String normal(String text) {
        String result = text;
        for (var normal : normals) {
            result = normal.pattern().matcher(result).replaceAll(normal.instead());
        }
        return result;
    }

    private static Map<Integer, String> leftOut(String resource) {
        var reasons = new TreeMap<Integer, String>();
        try (var in = Objects.requireNonNull(Replay.class.getResourceAsStream(resource), resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.matches("\\d+.*")) {
                    var parts = line.split(" ", 2);
                    boolean skipped = parts[0].endsWith("!");
                    int number = Integer.parseInt(parts[0].replace("!", ""));
                    reasons.put(number, (skipped ? "!" : "") + (parts.length > 1 ? parts[1] : ""));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return reasons;
    }
}
