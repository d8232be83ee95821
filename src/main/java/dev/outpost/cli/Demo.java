package dev.outpost.cli;

import dev.outpost.site.Reach;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The main job on a bench that runs: types the program's own commands and shows each before it runs. */
final class Demo {
    /** For a port on this computer (ms). */
    private static final int PATIENCE = 1_000;

    /** Where the words begin that sum a fault up. */
    private static final int COLUMN = 12;

    private static final Map<String, String> ROUTERS = Map.of(
            "mr3020-v3", "a TP-Link MR3020 v3", "gl-mt1300", "a GL.iNet MT1300", "gl-mt3000", "a GL.iNet MT3000");

    private final String router;
    private final Frame frame;
    private final Bench bench;
    private final Console console;
    private final Surroundings around;
    private Optional<Problem> told = Optional.empty();
    private List<String> overcome = List.of();
    private final List<Map<String, @Nullable Object>> typed = new ArrayList<>();

    Demo(Frame frame, Bench bench, String board, String release) {
        this.router = ROUTERS.getOrDefault(board, board) + " with OpenWrt " + release;
        this.frame = frame;
        this.bench = bench;
        this.console = frame.console();
        var here = frame.around();
        this.around = here.on(
                frame.json() ? here.err() : here.out(),
                bench.laptop(),
                Map.of("XDG_STATE_HOME", bench.files().toString()));
    }

    /** From the dongle in the laptop to the picture; a second apply with nothing to do; the proof once more. */
    Exit whole() {
        intro("from a bare bench to the camera's picture");
        return end(inOrder(List.of(
                List.of("probe", "--save", site()),
                List.of("inspect", bench.router()),
                List.of("plan", site(), "--bundle", bundle()),
                List.of("apply", site(), "--bundle", bundle(), "--via", bench.viewer()),
                List.of("apply", site(), "--bundle", bundle()),
                List.of("verify", site(), "--via", bench.viewer()))));
    }

    /** Something is broken: ends as its apply did, with what was broken and what was told of it as the last on the screen. */
    Exit broken(Bench.Offer fault) {
        intro("the same job while something is broken: " + fault.word());
        type(List.of("probe", "--save", site()));
        var exit = type(List.of("apply", site(), "--bundle", bundle(), "--via", bench.viewer()));
        console.blank();
        console.step(
                answersHere() ? Mark.DONE : Mark.SEEN,
                answersHere()
                        ? "the router still answers at " + bench.router()
                        : "the laptop's cable is out of the router",
                "");
        end(exit);
        console.title("In short");
        console.labelled("  broken", fault.word() + ": " + fault.says(), COLUMN);
        console.labelled(
                "  told",
                told.map(problem -> problem.what() + "  " + problem.code())
                        .orElseGet(() -> "nothing stopped it: " + String.join("; ", overcome)),
                COLUMN);
        console.labelled("  exit", String.valueOf(exit.code()), COLUMN);
        console.labelled(
                "  next",
                told.map(problem -> "outpost help " + problem.code()).orElse("outpost demo --fault help"),
                COLUMN);
        return exit;
    }

    /** Whether the laptop's cable still is in the router; else the way leads through the relay. */
    private boolean answersHere() {
        var reach = Reach.parse(bench.router()).orElseThrow();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(reach.host(), reach.port()), PATIENCE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Many at once. */
    Exit fleet(int units) {
        intro(units + " sites side by side");
        var fleet = bench.files().resolve("fleet.yaml").toString();
        var probed = state().resolve("sites/barn-1/probe.json").toString();
        return end(inOrder(List.of(
                List.of("probe", "--save", "barn-1"),
                List.of("batch", fleet, "--bundle", bundle(), "--probe", probed, "--via", bench.viewer()),
                List.of("ledger", "show"))));
    }

    private void intro(String what) {
        console.title("Outpost: " + what);
        console.blank();
        console.paragraph("""
                Simulated, inside this program: %s and a blank password, a Huawei \
                E3372h-607 stick, an operator that gives no public address, a bare Debian server and a Hikvision camera. \
                Real: the commands below, a pseudo-terminal, SSH, RTSP and HTTP, all on loopback; nothing leaves this \
                computer. Waiting takes a tenth of its real time. None of it was tried on hardware.""".formatted(router));
    }

    private Exit inOrder(List<List<String>> commands) {
        for (var words : commands) {
            var exit = type(words);
            if (exit != Exit.DONE) {
                return exit;
            }
        }
        return Exit.DONE;
    }

    private Exit type(List<String> words) {
        var command = "outpost " + String.join(" ", words);
        console.command(command);
        var program = new Program(around);
        var exit = program.run(inState(words));
        told = program.frame.told();
        overcome = program.frame.overcome();
        typed.add(Json.object("command", command, "exit", exit.code()));
        return exit;
    }

    /** The state is a folder of the demo's own, unless somebody named one. */
    private List<String> inState(List<String> words) {
        return frame.stateFolder
                .map(folder -> Stream.concat(words.stream(), Stream.of("--state", folder.toString()))
                        .toList())
                .orElse(words);
    }

    private Exit end(Exit exit) {
        var kept = kept();
        frame.tell(
                () -> Json.object("schema", "outpost.demo/1", "exit", exit.code(), "commands", typed, "kept", kept),
                () -> {
                    if (!kept.isEmpty()) {
                        console.title("Kept for you to look at");
                        kept.forEach(file -> console.step(Mark.SEEN, file.toString(), ""));
                    }
                    console.blank();
                    console.line("rm -r " + bench.files() + "   removes what this demo made");
                });
        return exit;
    }

    /** Reports and pictures of every site. */
    private List<Path> kept() {
        var sites = state().resolve("sites");
        if (!Files.isDirectory(sites)) {
            return List.of();
        }
        try (var files = Files.walk(sites, 3)) {
            return files.filter(file -> sites.relativize(file).toString().matches("[^/]+/report/[^/]+\\.(html|jpg)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path state() {
        return frame.stateFolder.orElse(bench.files().resolve("outpost"));
    }

    private String site() {
        return bench.files().resolve("site.yaml").toString();
    }

    private String bundle() {
        return bench.files().resolve("bundle").toString();
    }
}
