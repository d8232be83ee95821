package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Output;
import java.util.ArrayList;
import java.util.List;

/** Errors are gathered and printed at the end, on stderr. */
final class Errors {
    private final List<String> lines = new ArrayList<>();

    void add(String function, String message) {
        lines.add(" * " + function + ": " + message);
    }

    void addRaw(String line) {
        lines.add(line);
    }

    void print(Output err) {
        if (!lines.isEmpty()) {
            err.println("Collected errors:");
            lines.forEach(err::println);
        }
    }
}
