package dev.outpost.cli;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Unit;
import dev.outpost.bench.VirtualBench;
import dev.outpost.bench.dongle.SimCard;
import dev.outpost.bench.router.modem.ControlPrograms;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program's own commands against a virtual bench, with everything that they print. */
final class BenchRun extends InProcess implements AutoCloseable {
    final VirtualBench bench;

    BenchRun(BenchOptions options) throws IOException {
        this(options, 100);
    }

    /** On a screen of so many columns. */
    BenchRun(BenchOptions options, int width) throws IOException {
        this(options, VirtualBench.start(options, Clock.systemUTC()), width);
    }

    private BenchRun(BenchOptions options, VirtualBench bench, int width) {
        super(
                bench.laptopRoot(),
                Map.of(
                        "XDG_STATE_HOME",
                        bench.files().toString(),
                        "XDG_CACHE_HOME",
                        bench.files().toString()),
                width);
        this.bench = bench;
        for (int unit = 1; unit <= options.units(); unit++) {
            ControlPrograms.knownOn(bench.unit(unit).router().machine());
        }
    }

    Exit probe() {
        return run("probe", "--port", bench.dongle(), "--save", site());
    }

    Exit apply(String... more) {
        return run(words("apply", more));
    }

    /** A run for the site as a person sees it who asks for no more. */
    Exit screen(String verb, String... more) {
        return runShort(words(verb, more));
    }

    /** The first router with what is plugged into it. */
    Unit unit() {
        return bench.unit(1);
    }

    /** What the first router's shell answers to a line. */
    String onRouter(String line) throws InterruptedException {
        return unit().router().machine().run(line).out();
    }

    String routerLog() {
        return String.join("\n", unit().router().log().lines());
    }

    /** Tries that the first unit's PIN has left; empty while its SIM is open. */
    Optional<Integer> lockedWith() {
        var sim = unit().dongle().modem().sim();
        return sim.state() == SimCard.State.READY ? Optional.empty() : Optional.of(sim.pinTries());
    }

    /** The camera is as it came from its box: no password, no gateway, ONVIF off, firmware of that day (yymmdd), a clock of 1970. */
    void cameraIsFresh(boolean v3, int firmware) {
        var camera = unit().camera();
        camera.isFresh(v3);
        camera.losesGateway();
        camera.runsFirmwareOf(firmware);
    }

    /** What the control port counts. */
    String counters() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(bench.control() + "/counters"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** {@code POST} sets a fault, {@code DELETE} takes it away. */
    void control(String method, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(bench.control() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            var status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IOException(method + " " + path + ": " + status);
            }
        }
    }

    Path state() {
        return bench.files().resolve("outpost");
    }

    String site() {
        return bench.files().resolve("site.yaml").toString();
    }

    private String[] words(String verb, String... more) {
        var words = new ArrayList<>(List.of(verb, site()));
        if (!verb.equals("verify")) {
            words.addAll(List.of("--bundle", bench.files().resolve("bundle").toString()));
        }
        if (!verb.equals("plan")) {
            words.addAll(List.of("--via", bench.viewer()));
        }
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        bench.close();
    }
}
