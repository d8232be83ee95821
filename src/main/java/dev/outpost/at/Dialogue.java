package dev.outpost.at;

import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One conversation with one port: a command, its answer, the next command. What comes unasked is parked; a late answer to an earlier
 * question is told from the right one by its prefix; nothing but an {@link AtCommand} can be sent.
 *
 * <p>Not thread-safe: one writer for each port. After {@link AtResponse.Lost} nothing is sent any more.
 */
public final class Dialogue {
    /** A write that takes longer means a modem that reads no more. */
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(2);

    /** An OK without the data that was asked for: how long the data may still follow. */
    private static final Duration AFTERTHOUGHT = Duration.ofMillis(60);

    /** The same where that OK may belong to the question before, which got no answer in time. */
    private static final Duration LATE_ANSWER = Duration.ofMillis(250);

    private static final Duration QUIET = Duration.ofMillis(60);

    /** So many answers in a row that belong to the question before: the modem is a step behind. */
    private static final int BEHIND = 3;

    private static final int MOST_PARKED = 200;

    private final AtPort port;
    private final LongSupplier nanos;
    private final long deadline;
    private final Duration writeLimit;
    private final Lines lines = new Lines();
    private final PortNoise noise = new PortNoise();
    private final List<String> parked = new ArrayList<>();
    private boolean wedged;
    private boolean owedAnAnswer;
    private final EchoMonitor echoMonitor = new EchoMonitor();
    private final FinalCode finals = new FinalCode();
    private Optional<AtCommand> before = Optional.empty();
    private int misplaced;
    private boolean behind;
    private int missed;
    private Optional<String> lost = Optional.empty();

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param budget after it nothing more is sent or awaited
     */
    public Dialogue(AtPort port, LongSupplier nanos, Duration budget) {
        this(port, nanos, budget, WRITE_LIMIT);
    }

    Dialogue(AtPort port, LongSupplier nanos, Duration budget, Duration writeLimit) {
        this.port = port;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + budget.toNanos();
        this.writeLimit = writeLimit;
    }

    /** Listens without sending, and says what the bytes heard so far look like. */
    public PortNoise listen(Duration time) {
        var until = nanos.getAsLong() + Math.min(time.toNanos(), remaining().toNanos());
        try {
            while (nanos.getAsLong() < until && !noise.kind().isHandsOff()) {
                lines.feed(receive(Duration.ofNanos(until - nanos.getAsLong()))).forEach(this::park);
            }
        } catch (IOException e) {
            lose(e);
        }
        return noise;
    }

    /** Asks and waits as long as a healthy modem may take. */
    public AtResponse ask(AtCommand command) {
        return ask(command, command.patience());
    }

    /** Asks and waits at most this long for a final result code. */
    public AtResponse ask(AtCommand command, Duration patience) {
        var answer = exchange(command, patience);
        before = Optional.of(command);
        return answer;
    }

    /** Sends a PIN. Its answer is waited for as long as there is time; nothing is ever sent twice. */
    AtResponse enter(SimUnlock.PinEntry entry) {
        return exchange(entry, entry.patience());
    }

    private AtResponse exchange(Sendable command, Duration patience) {
        if (lost.isPresent()) {
            return new AtResponse.Lost(lost.get());
        }
        var limit = Duration.ofNanos(Math.min(patience.toNanos(), remaining().toNanos()));
        if (limit.isZero()) {
            return new AtResponse.Silence(limit);
        }
        try {
            lines.feed(receive(Duration.ZERO)).forEach(this::park);
            if (command != AtCommand.AT) {
                lines.clear();
            }
            echoMonitor.sent(command.text().toUpperCase(Locale.ROOT));
            port.write((command.text() + "\r").getBytes(StandardCharsets.US_ASCII), writeLimit);
            var answer = answer(command, limit);
            owedAnAnswer = answer instanceof AtResponse.Silence;
            missed += owedAnAnswer ? 1 : 0;
            return answer;
        } catch (AtPort.Stuck e) {
            wedged = true;
            return lose(new IOException("a write did not return: the modem takes no bytes"));
        } catch (IOException e) {
            return lose(e);
        }
    }

    /** What came without being asked for, oldest first; what is taken is forgotten. */
    public List<String> takeParked() {
        var taken = List.copyOf(parked);
        parked.clear();
        return taken;
    }

    /** Lines of a modem that is starting came in between: what it refuses now it may answer in a moment. */
    public boolean storms() {
        return parked.stream().anyMatch(AnswerLines::isUnasked);
    }

    /** Everything heard so far, as bytes. */
    public PortNoise noise() {
        return noise;
    }

    /** Nothing but the echo of AT came: there is a modem that keeps the ends of its answers to itself. */
    public boolean echoes() {
        return echoMonitor.echoed();
    }

    /** The modem answers in numbers, so it has to be told V1. */
    public boolean speaksNumbers() {
        return finals.isInNumbers();
    }

    /** How many questions got no answer in time. */
    public int missedAnswers() {
        return missed;
    }

    /** A command that another program sent to the same modem, masked, as its echo shows. */
    public Optional<String> stranger() {
        return echoMonitor.command();
    }

    /** Every answer belongs to the question before: nothing that has no prefix can be believed. */
    public boolean isBehind() {
        return behind;
    }

    /** A write did not return. */
    public boolean isWedged() {
        return wedged;
    }

    /** Time left of the whole budget. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }

    private AtResponse answer(Sendable command, Duration limit) throws IOException {
        var until = nanos.getAsLong() + limit.toNanos();
        var data = new ArrayList<String>();
        Optional<AtResponse> late = Optional.empty();
        Optional<AtResponse> end = Optional.empty();
        while (nanos.getAsLong() < until) {
            var wait = Math.clamp(until - nanos.getAsLong(), 1, QUIET.toNanos());
            var bytes = receive(Duration.ofNanos(wait));
            for (var line :
                    bytes.length == 0 ? quietLines(command, data) : AnswerLines.parts(command, lines.feed(bytes))) {
                var code = finals.in(line, data);
                if (code.isEmpty()) {
                    sort(command, line, data);
                    continue;
                }
                misplaced = data.isEmpty() || command.allowsBareLines() ? misplaced : 0;
                var mayBeLate = owedAnAnswer && late.isEmpty() && !hasOwnData(command, data);
                if (isComplete(command, code.get()) && !mayBeLate) {
                    return code.get();
                }
                if (isComplete(command, code.get())) {
                    late = code;
                    data.clear();
                } else {
                    end = code;
                }
                until = Math.min(
                        until, nanos.getAsLong() + afterthought(command).toNanos());
            }
        }
        if (late.isPresent() && (end.isEmpty() || data.isEmpty())) {
            return late.get();
        }
        return end.map(code -> code instanceof AtResponse.Ok ? new AtResponse.Ok(data) : code)
                .orElse(new AtResponse.Silence(limit));
    }

    /** Only such an answer is surely not the late one to the question before. */
    private static boolean hasOwnData(Sendable command, List<String> data) {
        return data.stream().anyMatch(line -> AnswerLines.hasPrefixOf(command, line));
    }

    /** Huawei may deliver the signal as an unsolicited line after the OK. */
    private Duration afterthought(Sendable command) {
        return owedAnAnswer || command == AtCommand.HUAWEI_SIGNAL ? LATE_ANSWER : AFTERTHOUGHT;
    }

    private static boolean isComplete(Sendable command, AtResponse code) {
        return !(code instanceof AtResponse.Ok ok)
                || !command.expectsData()
                || !ok.lines().isEmpty();
    }

    /** After a pause: a final code whose line end got lost, or one of V0, which ends in a bare CR. */
    private List<String> quietLines(Sendable command, List<String> data) {
        var rest = lines.unfinished();
        if (rest.equals("OK") || rest.equals("ERROR")) {
            lines.clear();
            return List.of(rest);
        }
        if (rest.isEmpty() && hasOwnData(command, data) && data.getLast().endsWith("OK")) {
            var last = data.removeLast();
            data.add(last.substring(0, last.length() - 2).strip());
            return List.of("OK");
        }
        if (lines.endsInBareCr() && !data.isEmpty() && finals.isNumber(data.getLast(), data)) {
            lines.clear();
            return List.of(data.removeLast());
        }
        return List.of();
    }

    /** Data of this command, its echo, or something that came unasked. */
    private void sort(Sendable command, String line, List<String> data) {
        if (echoMonitor.isOwnEcho(line, command.text())) {
            if (command.allowsBareLines() && line.equalsIgnoreCase(command.text())) {
                // nothing that stands before a question's echo can be its answer
                data.forEach(this::park);
                data.clear();
            }
            return;
        }
        var mayBeNumber = !finals.isInWords() && line.length() == 1 && Character.isDigit(line.charAt(0));
        if (data.size() < MOST_PARKED && (mayBeNumber || AnswerLines.belongs(command, line))) {
            data.add(line);
        } else {
            park(line);
            measure(command, line);
        }
    }

    private void measure(Sendable command, String line) {
        var late = before.filter(b -> b != command && !b.prefix().equals(command.prefix()))
                .filter(b -> b.prefix().isPresent() && AnswerLines.hasPrefixOf(b, line));
        if (late.isPresent() && !owedAnAnswer) {
            misplaced++;
            behind |= misplaced >= BEHIND;
        }
    }

    private void park(String line) {
        echoMonitor.look(line);
        if (parked.size() < MOST_PARKED) {
            parked.add(line);
        }
    }

    private byte[] receive(Duration wait) throws IOException {
        var bytes = port.read(wait);
        noise.hear(bytes);
        return bytes;
    }

    private AtResponse lose(IOException e) {
        var because = SystemWords.of(e);
        lost = Optional.of(because);
        port.close();
        return new AtResponse.Lost(because);
    }
}
