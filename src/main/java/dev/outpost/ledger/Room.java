package dev.outpost.ledger;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk that holds what the tool remembers: asked for before anything is written anywhere else. */
public final class Room {
    /** Keys, journal, pages, a report with a picture of each camera (bytes); generous, as a run that stops for want of it costs a drive. */
    static final long A_RUN = 4L << 20;

    /** Below this a write that failed has failed for want of room, whatever the system calls it (bytes). */
    private static final long NEXT_TO_NOTHING = 64L << 10;

    private Room() {}

    /**
     * Refuses to begin what could not be written down.
     *
     * @throws ProblemException {@code STATE-FULL}, exit 3
     */
    public static void require(Path folder) {
        try {
            var free = free(folder);
            if (free < A_RUN) {
                throw full(folder, free);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a failed write to a file means: a full disk by its own name, anything else as it was. */
    static RuntimeException failed(Path file, IOException e) {
        try {
            var free = free(file.resolveSibling("."));
            return free < NEXT_TO_NOTHING ? full(file, free) : new UncheckedIOException(e);
        } catch (IOException unknown) {
            return new UncheckedIOException(e);
        }
    }

    private static long free(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static ProblemException full(Path where, long free) {
        return new ProblemException(ProblemCode.STATE_FULL.problem(
                "the disk of this computer is full: " + free / 1024 + " KiB are free where " + where + " is",
                "a run keeps its journal, keys and pages there, up to " + A_RUN / 1024
                        + " KiB, and writes to no router what it cannot write down",
                "make room, or name a state folder on another disk with --state DIR, then run the same command again"));
    }
}
