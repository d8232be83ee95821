package dev.outpost.ledger;

import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a site's runs did, one JSON object a line, written before it is done. No secrets. It tells the guard's runs of ours from
 * those of others, and which one died.
 */
public final class Journal {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Clock clock;
    private final String run;
    private final Set<String> ownRuns = new LinkedHashSet<>();
    private Optional<String> unfinished = Optional.empty();

    private Journal(Path file, Clock clock, String run) {
        this.file = file;
        this.clock = clock;
        this.run = run;
    }

    /** Begins a run; the caller holds the site's lock, so every earlier one is over. */
    public static Journal begin(Path file, Clock clock) {
        var id = new byte[8];
        RANDOM.nextBytes(id);
        var journal = new Journal(file, clock, "run-" + HexFormat.of().formatHex(id));
        journal.read();
        return journal;
    }

    /** This run's id. */
    public String run() {
        return run;
    }

    /** Whether an id belongs to an earlier run from here, which is over now. */
    public boolean isOurs(String id) {
        return ownRuns.contains(id);
    }

    /** The last run, if it ended without a word: killed, or its laptop died. */
    public Optional<String> unfinished() {
        return unfinished;
    }

    /** Writes down what is about to be done. */
    public void doing(String what) {
        write("doing", what);
    }

    /** Keeps what was as it should be already, each with its evidence. */
    public void holds(Map<String, String> evidence) {
        if (!evidence.isEmpty()) {
            write(
                    "holds",
                    evidence.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    public void done(String how) {
        write("end", how);
    }

    private void write(String key, String value) {
        PrivateFiles.append(file, Json.line(Json.object("at", clock.instant().toString(), "run", run, key, value)));
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        try {
            var map = Yaml.parse(file.toString(), line).map();
            map.string("run").ifPresent(id -> {
                ownRuns.add(id);
                unfinished = map.get("end").isPresent() ? Optional.empty() : Optional.of(id);
            });
        } catch (ProblemException e) {
            // the line that a killed run was writing
            return;
        }
    }
}
