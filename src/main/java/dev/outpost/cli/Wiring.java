package dev.outpost.cli;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.shell.Links;
import java.io.IOException;
import java.util.List;

/** The one place that names adapters and the virtual bench, and puts them behind the interfaces of the program. */
final class Wiring implements Outside {
    @Override
    public Links links() {
        return new SshLinks();
    }

    @Override
    public Bench bench(Bench.Wish wish) throws IOException {
        throw new IOException("no bench yet");
    }

    @Override
    public List<Bench.Fault> faults() {
        return List.of();
    }
}
