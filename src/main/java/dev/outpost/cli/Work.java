package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command: parses by its annotations, calls one workflow, prints through the frame of the program that it is a part of. */
abstract class Work implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    final Frame frame() {
        return ((Outpost) spec.root().userObject()).frame;
    }

    /**
     * Does it; a noun without a verb is nothing to do.
     *
     * @throws dev.outpost.step.ProblemException printed as every problem is, and gives the exit code
     */
    Exit work() throws IOException, InterruptedException {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return work().code();
    }
}
