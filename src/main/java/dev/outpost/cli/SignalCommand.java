package dev.outpost.cli;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.SignalRun;
import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.SignalWatch;
import dev.outpost.uplink.SignalWatch.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
            SignalLine.head(frame().console(), target, probe);
        }
        var limit = new Limit(
                Optional.ofNullable(count), Optional.ofNullable(seconds).map(Duration::ofSeconds));
        var ended = new SignalWatch(ports, Ticker.REAL::nanos, stop::goesOnAfter).watch(target, limit, this::show);
        return frame().tell(
                        () -> SignalJson.of(target, ended),
                        ended.problem(),
                        () -> SignalLine.summary(frame().console(), ended));
    }

    private void show(SignalRun run) {
        if (!frame().json()) {
            var around = frame().around();
            var width = around.terminal() ? around.width() : 120;
            frame().console().live(List.of(new SignalLine(frame().console().paint(), around.utf8(), width).of(run)));
        }
    }

    private static void positive(String option, @Nullable Integer value) {
        if (value != null && (value < 1 || value > ONE_DAY)) {
            throw RunOptions.mistake(
                    option + " takes 1 to " + ONE_DAY + ", not " + value, "for example: " + option + " 30");
        }
    }
}
