package dev.outpost.cli;

import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run of the program stands in: where it writes, what it may touch. Tests and the demo bring their own.
 *
 * @param terminal whether {@code out} is one
 * @param utf8 whether people here can read ✓ and →
 * @param width columns of the terminal
 * @param prompt asks for a secret; empty where nobody can be asked
 * @param question asks for a line; empty where nobody can be asked
 * @param laptop the folder that holds this computer's {@code proc} and {@code sys}: {@code /}
 * @param ticker counts waits and deadlines
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean utf8,
        int width,
        Map<String, String> environment,
        Function<String, Optional<Secret>> prompt,
        Function<String, Optional<String>> question,
        Path laptop,
        Clock clock,
        Ticker ticker,
        Wiring outside) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The same around another laptop, with further words in the environment; where it writes may be where problems go. */
    Surroundings on(PrintStream other, Path otherLaptop, Map<String, String> further) {
        var all = new HashMap<>(environment);
        all.putAll(further);
        return new Surroundings(
                other, err, terminal, utf8, width, all, prompt, question, otherLaptop, clock, ticker, outside);
    }
}
