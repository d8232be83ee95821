package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has the README alone: types its commands, word for word, at the bench that it names, and sees a picture. */
class NewcomerIT {
    private static final int COMMANDS = 10;

    /** What one line of each answer says. */
    private static final Map<String, String> ANSWERS = Map.of(
            "relay", "the server runs ",
            "init", "wrote barn-north.yaml",
            "probe", "12d1:1506 ",
            "plan", "  changes ",
            "apply", "picture of ");

    @TempDir
    Path folder;

    private final List<String> typed = new ArrayList<>();

    @Test
    void reachesAPictureWithWhatTheReadmeAndTheBenchSay() throws Exception {
        var readme = Files.readString(Readme.FILE);
        assertTrue(readme.contains("\n    outpost demo --serve /tmp/bench "), "the README names the bench");
        typed.add("outpost demo --serve /tmp/bench");
        try (var bench = Bench.start(new Wiring().bench(), folder, List.of())) {
            DemoCommand.commands(bench).stream()
                    .filter(command -> !command.startsWith("outpost "))
                    .forEach(typed::add);
            typed.add("export CAMERA_PASSWORD=..."); // init asks for it
            var newcomer = newcomer(bench);

            var screen = new StringBuilder();
            for (var command : Readme.fiveCommands(readme)) {
                screen.append("$ ").append(command).append('\n').append(answer(newcomer, command, bench));
            }

            assertTrue(newcomer.out.contains("picture of camera-1: 1920 × 1080"), newcomer.out);
            assertTrue(typed.size() <= COMMANDS, typed::toString);
            Files.writeString(Files.createDirectories(Path.of("target/screens")).resolve("five-commands.txt"), screen);
            assertEquals(settled(Readme.golden("five-commands")), settled(screen.toString()));
        }
    }

    /** Who knows the camera's user, and takes what is proposed for everything else. */
    private InProcess newcomer(Bench bench) throws IOException {
        return new InProcess(
                bench.laptop(),
                Map.of(
                        "XDG_STATE_HOME", folder.resolve("state").toString(),
                        "XDG_CACHE_HOME", folder.resolve("state").toString(),
                        "CAMERA_PASSWORD",
                                Files.readString(folder.resolve("camera.password"))
                                        .strip()),
                false,
                80,
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Wiring(),
                question -> Optional.of(question.startsWith("user name") ? "viewer" : ""));
    }

    /** One line of what it says. */
    private String answer(InProcess newcomer, String command, Bench bench) {
        typed.add(command);
        var exit = newcomer.type(here(command, bench));
        assertEquals(Exit.DONE, exit, () -> command + newcomer.out + newcomer.err);
        var says = ANSWERS.getOrDefault(command.split(" ")[1], command);
        return newcomer.out
                        .lines()
                        .map(line -> line.replace(folder + "/", ""))
                        .filter(line -> line.contains(says))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(says + " is not in " + newcomer.out))
                + "\n";
    }

    /** A process has a folder that it is in, a test has none; and on the bench addresses are loopback's. */
    private String[] here(String command, Bench bench) {
        var more = switch (command.split(" ")[1]) {
            case "relay" -> List.of("--file", folder.resolve("relays/vps1.yaml").toString());
            case "init" ->
                List.of(
                        "--reach",
                        bench.router(),
                        "--file",
                        folder.resolve("barn-north.yaml").toString());
            case "apply" -> List.of("--via", bench.viewer());
            default -> List.<String>of();
        };
        var words = Stream.of(command.split(" "))
                .skip(1)
                .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word);
        return Stream.concat(words, more.stream()).toArray(String[]::new);
    }

    /** A line of a script more or less is no other screen. */
    private static String settled(String screen) {
        return screen.replaceAll("[0-9]+ of ([0-9]+) KiB flash", "N of $1 KiB flash")
                .replaceAll("[0-9]+ bytes in [0-9]+ ms", "N bytes in N ms")
                .replaceAll(" +[0-9]+ s\n", "\n");
    }
}
