package dev.outpost.cli;

import dev.outpost.shell.Links;
import java.io.IOException;
import java.util.List;

/** Everything that reaches beyond this process. {@link Wiring} is the real one; a test brings one that refuses. */
interface Outside {
    /** Opens SSH connections. */
    Links links();

    /** Starts the virtual bench. */
    Bench bench(Bench.Wish wish) throws IOException;

    /** The faults that a bench can be wished with. */
    List<Bench.Fault> faults();
}
