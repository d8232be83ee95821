package dev.outpost.cli;

import dev.outpost.step.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Command lines of a file, one after the other in one run: what the package's start-up cache is made from. An entry of its own, for the build. */
final class Rehearsal {
    private Rehearsal() {}

    /** @param words the file; a line is what stands behind {@code outpost} */
    public static void main(String[] words) throws IOException {
        for (var line : PlainFile.of(Path.of(words[0])).text().lines().toList()) {
            new Program(Main.surroundings()).run(List.of(line.split(" ")));
        }
    }
}
