package dev.outpost.cli;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.VirtualBench;
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

/** The program's own commands against a virtual bench, with everything that they print. */
final class BenchRun extends InProcess implements AutoCloseable {
    final VirtualBench bench;

    BenchRun(BenchOptions options) throws IOException {
        this(options, 100);
    }

    /** On a screen of so many columns. */
    BenchRun(BenchOptions options, int width) throws IOException {
        this(VirtualBench.start(options, Clock.systemUTC()), width);
    }

    private BenchRun(VirtualBench bench, int width) {
        super(
                bench.laptopRoot(),
                Map.of(
                        "XDG_STATE_HOME",
                        bench.files().toString(),
                        "XDG_CACHE_HOME",
                        bench.files().toString()),
                width);
        this.bench = bench;
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
