package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.io.IOException;

/** The bench alone, for other processes: says {@code ready} and stays until it is interrupted. */
record ServedBench(Frame frame) {
    Exit run(Bench.Wish wish) throws IOException, InterruptedException {
        var bench = Bench.start(frame.outside().bench(), wish);
        // the system ends a process that is interrupted with 130; for a bench that is how it is meant to end
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            bench.close();
                            Runtime.getRuntime().halt(Exit.DONE.code());
                        },
                        "closing the bench"));
        var out = frame.around().out();
        out.println("ready");
        out.flush();
        bench.await();
        return Exit.DONE;
    }
}
