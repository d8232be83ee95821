package dev.outpost.bench.host;

import java.io.IOException;

/**
 * A program of a simulated computer.
 *
 * <p>It runs on a virtual thread of its own process, reads and prints only through its call, and ends soon after an
 * interrupt. An exception of a file or a stream becomes an error line and status 1.
 */
@FunctionalInterface
public interface Program {
    /** Runs to the end; returns the exit status. */
    int run(Call call) throws IOException, InterruptedException;
}
