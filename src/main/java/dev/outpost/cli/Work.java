package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.io.IOException;
import java.util.concurrent.Callable;

/** A command: parses by its annotations, calls one workflow, prints through the frame. */
abstract class Work implements Callable<Integer> {
    private final Frame frame;

    Work(Frame frame) {
        this.frame = frame;
    }

    final Frame frame() {
        return frame;
    }

    /**
     * Does it.
     *
     * @throws dev.outpost.step.ProblemException printed as every problem is, and gives the exit code
     */
    abstract Exit work() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return work().code();
    }
}
