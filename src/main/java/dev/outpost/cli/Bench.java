package dev.outpost.cli;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The virtual bench, as the demo needs it: a tool of its own jar, whose types this program does not know. */
final class Bench implements AutoCloseable {
    /** The tool's name, and its jar's beside {@code outpost.jar}. */
    static final String TOOL = "outpost-bench";

    private final Path files;
    private final YamlMap addresses;
    private final Thread tool;

    private Bench(Path files, Thread tool) {
        this.files = files;
        this.addresses = Yaml.file(files.resolve("bench.json")).map();
        this.tool = tool;
    }

    /**
     * Something that a bench can have.
     *
     * @param kind {@code fault}, {@code board} or {@code release}
     */
    record Offer(String kind, String word, String says) {}

    /**
     * Starts the tool and waits until it listens.
     *
     * @param files the folder that it shall write to
     * @param words further ones of its own command line
     * @throws IOException a port, a terminal or the folder is not to be had
     * @throws ProblemException where the bench's jar is not beside this program
     */
    static Bench start(Optional<ToolProvider> bench, Path files, List<String> words) throws IOException {
        var provider = bench.orElseThrow(Bench::missing);
        var all = Stream.concat(Stream.of("serve", files.toString()), words.stream())
                .toArray(String[]::new);
        var said = new PipedReader();
        var out = new PrintWriter(new PipedWriter(said), true);
        var err = new StringWriter();
        var tool = Thread.ofPlatform().name(TOOL).start(() -> {
            try (out) {
                provider.run(out, new PrintWriter(err, true), all);
            }
        });
        if (new BufferedReader(said).readLine() == null) {
            throw new IOException("the bench did not start: " + err.toString().strip());
        }
        return new Bench(files, tool);
    }

    /** What a bench can be wished with; exit 3 where there is none. */
    static List<Offer> offers(Optional<ToolProvider> bench) {
        var out = new StringWriter();
        bench.orElseThrow(Bench::missing).run(new PrintWriter(out, true), new PrintWriter(out, true), "list");
        return out.toString()
                .lines()
                .map(line -> line.split("\t", 3))
                .map(part -> new Offer(part[0], part[1], part[2]))
                .toList();
    }

    private static ProblemException missing() {
        return new ProblemException(ProblemCode.BENCH_MISSING.problem(
                "the virtual bench is not there: no " + TOOL + ".jar beside outpost.jar",
                "the bench is a file of its own, and this installation came without it",
                "put " + TOOL + ".jar into the folder of outpost.jar, and its lib/sshd-*.jar with it"));
    }

    /** The files it wrote: {@code site.yaml}, {@code fleet.yaml}, {@code relays/}, {@code bundle/}, {@code bench.json}. */
    Path files() {
        return files;
    }

    /** The folder that looks like the laptop's root. */
    Path laptop() {
        return Path.of(addresses.requireString("laptop"));
    }

    /** {@code HOST:PORT} of the first router. */
    String router() {
        return addresses.requireString("router");
    }

    /** The terminal of the dongle's port. */
    String dongle() {
        return addresses.requireString("dongle");
    }

    /** The viewer's vantage, {@code socks5://HOST:PORT}. */
    String viewer() {
        return addresses.requireString("viewer");
    }

    /** Waits until the bench has ended by itself. */
    void await() throws InterruptedException {
        tool.join();
    }

    @Override
    public void close() {
        tool.interrupt();
        try {
            tool.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
