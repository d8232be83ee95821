package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Ctrl-C as the way to end a command that would go on for ever: what it has to say is still said, and its exit code is its own. */
final class Interrupt implements AutoCloseable {
    /** How long the command may take to close its port and to say how it ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(6);

    private final CountDownLatch pressed = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<Exit> exit = new AtomicReference<>(Exit.DONE);
    private final PrintStream out;
    private final Thread hook;

    private Interrupt(PrintStream out) {
        this.out = out;
        this.hook = new Thread(this::wasPressed, "ends by itself");
    }

    /** From now on, until it is closed. */
    static Interrupt isNoFault(PrintStream out) {
        var interrupt = new Interrupt(out);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** False as soon as somebody has pressed Ctrl-C. */
    boolean goesOnAfter(Duration wait) throws InterruptedException {
        return !Ticker.REAL.in(wait).await(pressed);
    }

    /** With this code the process ends, however it was asked to. */
    void ended(Exit code) {
        exit.set(code);
    }

    private void wasPressed() {
        pressed.countDown();
        try {
            var said = Ticker.REAL.in(LAST_WORDS).await(done);
            out.flush();
            Runtime.getRuntime().halt(said ? exit.get().code() : Exit.DONE.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is on its way out already: the hook ends it
        }
        done.countDown();
    }
}
