package dev.outpost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Command lines of a file, one after the other in one run: what the package's start-up cache is made from. An entry of its own, for the build. */
final class Rehearsal {
    private Rehearsal() {}

    /** @param words the file; a line is what stands behind {@code outpost} */
    public static void main(String[] words) throws IOException {
        for (var line : Files.readAllLines(Path.of(words[0]))) {
            new Program(Main.surroundings()).run(List.of(line.split(" ")));
        }
    }
}
