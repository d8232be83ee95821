package dev.outpost.bench.dongle;

import dev.outpost.bench.clock.Work;
import dev.outpost.step.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/**
 * One AT port's side of the conversation: bytes in, bytes out, one command after the other, with the port's manners. Commands are
 * remembered, so that a test can tell what was never sent.
 */
final class AtDialogue implements AutoCloseable {
    /** Splits {@code AT+CPIN?;+CSQ} outside quotes. */
    private static final Pattern CHAIN = Pattern.compile(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern FINAL = Pattern.compile(
            "OK|ERROR|\\+CM[ES] ERROR: .*|COMMAND NOT SUPPORT|NO CARRIER|BUSY|NO ANSWER|NO DIALTONE|CONNECT.*|NA");

    /** An answer that goes out byte by byte as the file has it. */
    private static final String RAW = "raw ";

    /** Where its bytes leave; nothing of another text comes between those of one. */
    interface Output {
        void send(String text) throws InterruptedException;
    }

    private final PortScript script;
    private final AtSettings settings;
    private final Output output;
    private final ModemWords words;
    private final Ticker time;
    private final Runnable dies;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean urcs = true;
    private volatile long started;

    AtDialogue(PortScript script, Output output, ModemWords words, Ticker time, Runnable dies) {
        this.script = script;
        this.settings = new AtSettings(script.manners());
        this.output = output;
        this.words = words;
        this.time = time;
        this.started = time.nanos();
        this.dies = dies;
        threads.add(Work.start("at", this::answerUntilClosed));
        script.manners().urcs().forEach(urc -> threads.add(Work.start("urc", () -> repeat(urc))));
    }

    /** Takes what a program wrote. */
    synchronized void receive(byte[] bytes) {
        if (script.manners().hearing() != AtManners.Hearing.LISTENS || isBooting()) {
            return;
        }
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c == '\r') {
                lines.add(unfinished.toString());
                unfinished.setLength(0);
            } else if (c != '\n') {
                unfinished.append(c);
            }
        }
    }

    /** Power-up: settings are the factory's, what was unfinished is forgotten. */
    synchronized void restart() {
        started = time.nanos();
        settings.factory();
        unfinished.setLength(0);
        lines.clear();
        urcs = true;
    }

    private boolean isBooting() {
        return Duration.ofNanos(time.nanos() - started)
                        .compareTo(script.manners().boot())
                < 0;
    }

    /** The command lines so far, as they were sent. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void answerUntilClosed() throws InterruptedException {
        while (closed.getCount() > 0) {
            answer(lines.take());
        }
    }

    private void answer(String line) throws InterruptedException {
        if (settings.echo()) {
            output.send(line + script.manners().echoEnding());
        }
        var command = line.strip();
        if (command.isEmpty()) {
            return;
        }
        heard.add(command);
        if (command.regionMatches(true, 0, "AT", 0, 2)) {
            chain(command);
        }
        if (script.manners().diesAfter().filter(count -> heard.size() == count).isPresent()) {
            dies.run();
        }
    }

    private void chain(String line) throws InterruptedException {
        var parts = new ArrayList<>(Arrays.asList(CHAIN.split(line)));
        for (int i = 0; i < parts.size(); i++) {
            var command = i == 0 ? parts.get(0) : "AT" + parts.get(i);
            boolean last = i == parts.size() - 1;
            if (!execute(command, last)) {
                return;
            }
        }
    }

    /** Runs one command; its OK is said only at the end of the chain. False when the chain ends here. */
    private boolean execute(String command, boolean last) throws InterruptedException {
        var text = textFor(command);
        if (text.equals("silence")) {
            return false;
        }
        if (text.startsWith(RAW)) {
            output.send(text.substring(RAW.length()));
            return true;
        }
        var answer = new ArrayList<>(text.lines().toList());
        var code = !answer.isEmpty() && FINAL.matcher(answer.getLast()).matches() ? answer.removeLast() : "";
        boolean fine = code.equals("OK") || code.isEmpty();
        var bytes = new StringBuilder(script.manners().noise());
        if (!answer.isEmpty()) {
            bytes.append(settings.information(String.join(betweenLines(), answer)));
            bytes.append(interruption());
        }
        if (!code.isEmpty() && (last || !fine)) {
            bytes.append(settings.result(code, !answer.isEmpty()));
        }
        output.send(bytes.toString());
        return fine;
    }

    /** As recorded: never inside a line, but between two lines of one answer and before its final code. */
    private String betweenLines() {
        return interruption().isEmpty()
                ? script.manners().ending()
                : script.manners().ending() + interruption();
    }

    private String interruption() {
        var line = script.manners().interruption();
        return line.isEmpty() || !urcs ? "" : settings.information(line);
    }

    private String textFor(String command) throws InterruptedException {
        var row = script.find(command);
        if (row.isEmpty() && settings.apply(command)) {
            return "OK";
        }
        var answer = row.orElse(script.otherwise());
        hush(command, answer.text());
        var _ = time.in(answer.delay()).await(closed);
        try {
            return words.perform(command, answer.text(), this::announceDialling);
        } catch (CmeError e) {
            return e.line(settings.cmee());
        }
    }

    private void hush(String command, String answer) {
        if (command.equalsIgnoreCase("AT^CURC=0") && !answer.contains("ERROR")) {
            urcs = false;
        }
    }

    private void repeat(AtManners.Urc urc) throws InterruptedException {
        while (!time.in(urc.every()).await(closed) && !isHushed(urc)) {
            if (!isBooting()) {
                output.send(urc.isLine() ? settings.information(urc.text()) : urc.text());
            }
        }
    }

    private boolean isHushed(AtManners.Urc urc) {
        return urc.hushedBy().isPresent()
                && heard.stream().anyMatch(urc.hushedBy().get()::equalsIgnoreCase);
    }

    /** A simulated while after a dialling its result is told, unless this port was told to be quiet; not where the port closes before. */
    private void announceDialling() {
        Work.start("announce", () -> {
            if (!time.in(ModemState.DIALLING.plusMillis(50)).await(closed) && urcs) {
                output.send(settings.information("^NDISSTAT: " + words.ndisstat()));
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
    }
}
