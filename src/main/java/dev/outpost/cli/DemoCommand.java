package dev.outpost.cli;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.State;
import dev.outpost.step.Exit;
import dev.outpost.text.Json;
import dev.outpost.text.Nearest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "the whole job on a virtual bench, with the program's own commands; no hardware needed",
        footer = {
            "",
            "Examples:",
            "  outpost demo",
            "  outpost demo --fault help",
            "  outpost demo --units 5",
            "  outpost demo --release 25.12 --board gl-mt1300",
            "  outpost demo --serve /tmp/bench"
        })
final class DemoCommand extends Work {
    private static final int MOST_UNITS = 30;

    /** Beside a served bench's files, what the tool knows of its sites: they are nobody's real ones. */
    private static final String STATE = "state";

    private static final int WIDEST = 27;

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "so many routers side by side, 1 to 30; default ${DEFAULT-VALUE}")
    int units = 1;

    @Option(names = "--fault", paramLabel = "NAME", description = "something is broken; help lists what")
    @Nullable
    String fault;

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description = "OpenWrt on the router: 23.05, 24.10 or 25.12; default ${DEFAULT-VALUE}")
    String release = "24.10";

    @Option(
            names = "--board",
            paramLabel = "BOARD",
            description =
                    "the router: mr3020-v3 (8 MB, one port), gl-mt1300 (DSA, wan) or gl-mt3000; default ${DEFAULT-VALUE}")
    String board = "mr3020-v3";

    @Option(names = "--public", description = "the camera is published on the internet")
    boolean openCamera;

    @Option(names = "--real-time", description = "delays as they are, not a tenth of it")
    boolean realTime;

    @Option(
            names = "--serve",
            paramLabel = "DIR",
            description = "only start the bench, write its files there, and wait")
    @Nullable
    Path serve;

    @Override
    Exit work() throws IOException, InterruptedException {
        if ("help".equals(fault)) {
            return faults();
        }
        refuseUnknown();
        var broken = Optional.ofNullable(fault).map(this::meant);
        if (serve != null) {
            forgetEarlier(serve);
            return served(started(serve));
        }
        var folder = ownFolder();
        makeKeyMeanwhile(State.in(frame().stateFolder.orElse(folder.resolve("outpost"))));
        try (var bench = started(folder)) {
            var demo = new Demo(frame(), bench, board, release);
            return units > 1 ? demo.fleet(units) : broken.isPresent() ? demo.broken(broken.get()) : demo.whole();
        }
    }

    /** An earlier bench's laptop in this folder, and what it taught the tool, are of a world that is no more: another router, another server. */
    void forgetEarlier(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("bench.json"))) {
            return;
        }
        for (var part : Stream.of("laptop", STATE)
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .toList()) {
            try (var files = Files.walk(part)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        frame().complaints().paragraph("used again: " + folder + "; what was known of the bench before is removed");
    }

    /** The bench alone, for other processes: says {@code ready} and stays until it is interrupted. */
    private Exit served(Bench bench) throws InterruptedException {
        // the system ends a process that is interrupted with 130; for a bench that is how it is meant to end
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            bench.close();
                            Runtime.getRuntime().halt(Exit.DONE.code());
                        },
                        "closing the bench"));
        var out = frame().around().out();
        out.println("ready");
        out.flush();
        if (frame().around().terminal()) {
            paste(bench);
        }
        bench.await();
        return Exit.DONE;
    }

    private void paste(Bench bench) {
        var console = frame().console();
        console.title("At another terminal, in this order:");
        commands(bench).forEach(command -> console.line("  " + command));
        console.line("");
        console.line("Ctrl-C here ends the bench.");
    }

    /** What somebody types at another terminal. */
    static List<String> commands(Bench bench) {
        return List.of(
                "cd " + bench.files(),
                "export XDG_STATE_HOME=$PWD/" + STATE,
                "outpost probe --port " + bench.dongle() + " --save site.yaml",
                "outpost apply site.yaml --via " + bench.viewer());
    }

    /** The tool's key takes seconds on a small processor: it is born while the bench boots. Who needs it waits for its lock. */
    private static void makeKeyMeanwhile(State state) {
        var _ = Thread.ofPlatform().daemon().name("tool's key").start(state::key);
    }

    /** A new folder that only its owner may enter, with a name short enough to read in a command. */
    private Path ownFolder() throws IOException {
        var temporary =
                Path.of(frame().around().environment().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir")));
        var random = new SecureRandom();
        while (true) {
            try {
                var folder = temporary.resolve("outpost-demo-%04x".formatted(random.nextInt(1 << 16)));
                return PrivateFiles.folder(Files.createDirectory(folder));
            } catch (FileAlreadyExistsException e) {
                // somebody's demo of another day: take another name
            }
        }
    }

    private Bench started(Path folder) throws IOException {
        var words = new ArrayList<>(List.of("--units", String.valueOf(units), "--board", board, "--release", release));
        if (fault != null) {
            words.addAll(List.of("--fault", fault));
        }
        if (openCamera) {
            words.add("--public");
        }
        if (realTime) {
            words.add("--real-time");
        }
        return Bench.start(frame().outside().bench(), folder, words);
    }

    private void refuseUnknown() {
        if (units < 1 || units > MOST_UNITS) {
            throw RunOptions.mistake(
                    "--units " + units + " cannot be: a bench has 1 to " + MOST_UNITS, "outpost demo --units 5");
        }
        refuseUnknown("--release", release, offered("release"));
        refuseUnknown("--board", board, offered("board"));
    }

    private Bench.Offer meant(String wanted) {
        return offers("fault")
                .filter(offer -> offer.word().equals(wanted))
                .findFirst()
                .orElseThrow(() -> RunOptions.mistake(
                        "no fault is called '" + wanted + "'",
                        Nearest.near(wanted, offered("fault"))
                                .map(near -> "outpost demo --fault " + near)
                                .orElse("outpost demo --help")));
    }

    private List<String> offered(String kind) {
        return offers(kind).map(Bench.Offer::word).toList();
    }

    private Stream<Bench.Offer> offers(String kind) {
        return Bench.offers(frame().outside().bench()).stream()
                .filter(offer -> offer.kind().equals(kind));
    }

    private static void refuseUnknown(String option, String word, List<String> known) {
        if (!known.contains(word)) {
            throw RunOptions.mistake(
                    option + " " + word + " is not on the bench, which has " + String.join(", ", known),
                    "outpost demo " + option + " " + Nearest.near(word, known).orElse(known.getFirst()));
        }
    }

    private Exit faults() {
        return frame().tell(
                        () -> Json.object(
                                "schema",
                                "outpost.faults/1",
                                "faults",
                                offers("fault")
                                        .map(f -> Json.object("name", f.word(), "says", f.says()))
                                        .toList()),
                        () -> offers("fault").forEach(f -> frame().console().labelled(f.word(), f.says(), WIDEST)));
    }
}
