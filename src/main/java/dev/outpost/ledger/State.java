package dev.outpost.ledger;

import static java.util.Objects.requireNonNull;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the tool remembers between runs: its key, the ledger, and a folder a site. Readable by its owner alone. */
public final class State {
    private static final Duration KEY_PATIENCE = Duration.ofSeconds(30);

    private final Path directory;

    private State(Path directory) {
        this.directory = directory;
    }

    /**
     * The state in this folder, which is made by the first who writes something into it: who only looks leaves no trace.
     *
     * @throws ProblemException {@code STATE-UNUSABLE}, exit 2, if the folder cannot be made or written to, is somebody else's, or open
     *     for others to write to
     */
    public static State in(Path directory) {
        var folder = directory.toAbsolutePath().normalize();
        PrivateFiles.notOurs(folder).ifPresent(why -> {
            throw unusable(folder, why + ": keys and passwords do not belong there");
        });
        PrivateFiles.notWritable(folder).ifPresent(why -> {
            throw unusable(folder, why);
        });
        return new State(folder);
    }

    /**
     * The folder, made if it is not there.
     *
     * @throws ProblemException {@code STATE-UNUSABLE}, exit 2
     */
    public Path made() {
        try {
            return PrivateFiles.folder(directory);
        } catch (UncheckedIOException e) {
            throw unusable(directory, SystemWords.of(requireNonNull(e.getCause())));
        }
    }

    private static ProblemException unusable(Path directory, String why) {
        return new ProblemException(ProblemCode.STATE_UNUSABLE.problem(
                "the state folder " + directory + " cannot be used",
                why,
                "name another one with --state DIR; one that is not there yet is made"));
    }

    /** Where the state is: as told, else {@code $XDG_STATE_HOME/outpost}, else {@code $HOME/.local/state/outpost}. */
    public static Path where(Optional<Path> told, Map<String, String> environment) {
        return told.orElseGet(() -> Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(home -> home.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> home(environment).resolve(".local").resolve("state"))
                .resolve("outpost"));
    }

    /** {@code $HOME}, which a person can set; without one the account's own. */
    public static Path home(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOME"))
                .filter(home -> home.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    public Path directory() {
        return directory;
    }

    /** The tool's own key; made at the first call, which takes about a second. */
    public ToolKey key() {
        return withKeys(ToolKey::in);
    }

    /** The tool's own key, if there is one already. */
    public Optional<ToolKey> keyIfBorn() {
        return ToolKey.read(directory.resolve("keys"));
    }

    /** Every site that something is remembered of, by name. */
    public List<SiteState> sites() {
        try (var folders = Files.list(directory.resolve("sites"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .map(this::site)
                    .toList();
        } catch (IOException e) {
            return List.of(); // no site yet
        }
    }

    /** The folder of keys, which may not be there yet. */
    public Path keys() {
        return directory.resolve("keys");
    }

    /** Reads or makes a key in the folder of keys, alone there meanwhile. */
    public <T> T withKeys(Function<Path, T> work) {
        var keys = PrivateFiles.folder(directory.resolve("keys"));
        try (var _ = Lease.take(keys.resolve("lock"), "the tool's key", KEY_PATIENCE)) {
            return work.apply(keys);
        }
    }

    /** One site's folder. */
    public SiteState site(String name) {
        return new SiteState(name, directory.resolve("sites").resolve(name));
    }

    public Ledger ledger() {
        return Ledger.in(directory);
    }
}
