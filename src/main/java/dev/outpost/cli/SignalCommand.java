package dev.outpost.cli;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.SignalRun;
import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.SignalWatch;
import dev.outpost.uplink.SignalWatch.Limit;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "signal",
        description = {
            "live signal for aiming an antenna: RSRP, SINR, the best so far, where it goes, band and cell",
            "It only reads; Ctrl-C ends it with a summary"
        },
        footer = {
            "",
            "Examples:",
            "  outpost signal",
            "  outpost signal --on-router 192.168.1.1",
            "  outpost signal --count 5 --format json"
        })
final class SignalCommand extends Work {
    private static final int ONE_DAY = 86_400;

    @Option(
            names = "--port",
            paramLabel = "DEV|tcp:HOST:PORT",
            description = "ask this port; without it the dongle's AT port is looked for")
    @Nullable
    String port;

    @Option(
            names = "--on-router",
            paramLabel = "ADDR",
            description = "the dongle in this router, over SSH: HOST, HOST:PORT or [IPV6%%IFACE]")
    @Nullable
    String router;

    @Option(names = "--for", paramLabel = "SECONDS", description = "stop after this time")
    @Nullable
    Integer seconds;

    @Option(names = "--count", paramLabel = "N", description = "stop after this many samples")
    @Nullable
    Integer count;

    @Override
    Exit work() throws IOException, InterruptedException {
        positive("--for", seconds);
        positive("--count", count);
        try (var stop = Interrupt.isNoFault(frame().around().out())) {
            var exit = router == null ? here(stop) : onRouter(router, stop);
            stop.ended(exit);
            return exit;
        }
    }

    private Exit here(Interrupt stop) throws InterruptedException {
        var probe = LaptopProbe.real(frame());
        return watch(probe.ask(named()), probe.ports(), stop);
    }

    private Exit onRouter(String address, Interrupt stop) throws IOException, InterruptedException {
        try (var there = ProbeSource.router(frame(), address)) {
            return watch(there.probe(named()), there.ports(), stop);
        }
    }

    private List<String> named() {
        return Optional.ofNullable(port).stream().toList();
    }

    private Exit watch(ProbeDocument probe, AtPorts ports, Interrupt stop) throws InterruptedException {
        var target = SignalWatch.Target.in(probe);
        if (!frame().json()) {
            SignalText.head(frame().console(), target, probe);
        }
        var limit = new Limit(
                Optional.ofNullable(count), Optional.ofNullable(seconds).map(Duration::ofSeconds));
        var ended = new SignalWatch(ports, Ticker.REAL::nanos, stop::goesOnAfter).watch(target, limit, this::show);
        return frame().tell(
                        () -> SignalText.document(target, ended),
                        ended.problem(),
                        () -> SignalText.summary(frame().console(), ended));
    }

    private void show(SignalRun run) {
        if (!frame().json()) {
            var around = frame().around();
            var width = around.terminal() ? around.width() : 120;
            frame().console().live(List.of(new SignalText(frame().console().paint(), around.utf8(), width).of(run)));
        }
    }

    private static void positive(String option, @Nullable Integer value) {
        if (value != null && (value < 1 || value > ONE_DAY)) {
            throw RunOptions.mistake(
                    option + " takes 1 to " + ONE_DAY + ", not " + value, "for example: " + option + " 30");
        }
    }

    /** Ctrl-C as the way to end a command that would go on for ever: what it has to say is still said, and its exit code is its own. */
    static final class Interrupt implements AutoCloseable {
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
}
