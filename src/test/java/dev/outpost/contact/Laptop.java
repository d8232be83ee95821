package dev.outpost.contact;

import dev.outpost.field.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program as its user starts it, in a process of its own on the field's bench: real sockets, real neighbours.
 *
 * @param state its state folder, where what it prints is kept too
 */
record Laptop(Field field, Path state) {

    /** What a run printed, and how it ended. */
    record Ended(int exit, String out, String err) {
        String words() {
            return (out + err).replaceAll("\\s+", " ");
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n" + out + err;
        }
    }

    /** Types a command. There is no ping and no ip on its path. */
    Ended types(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("dev.outpost.cli.Main"));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state.resolve("outpost").toString()));
        return runs(command.toArray(String[]::new));
    }

    private Ended runs(String... words) throws IOException, InterruptedException {
        var err = state.resolve("stderr").toFile();
        var process = java(words).redirectError(err).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, java.nio.file.Files.readString(err.toPath()));
    }

    /** A JVM on the bench. */
    ProcessBuilder java(String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                "env",
                "PATH=/nowhere",
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return new ProcessBuilder(field.onBench(command.toArray(String[]::new)));
    }
}
