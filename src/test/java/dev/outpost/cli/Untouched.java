package dev.outpost.cli;

import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.Links;
import java.util.ArrayList;
import java.util.List;

/** An outside that nobody may touch: it writes down who tried. */
final class Untouched implements Outside {
    final List<String> contacted = new ArrayList<>();

    @Override
    public Links links() {
        return (route, credentials, policy) -> {
            contacted.add(route.toString());
            throw new LinkException(Reason.SILENT, "nobody is there", null);
        };
    }

    @Override
    public Bench bench(Bench.Wish wish) {
        contacted.add("bench");
        throw new IllegalStateException("no bench here");
    }

    @Override
    public List<Bench.Fault> faults() {
        return List.of(new Bench.Fault("no-signal", "no coverage"), new Bench.Fault("flash-full", "no room"));
    }
}
