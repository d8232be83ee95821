package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.State;
import dev.outpost.site.Secrets;
import dev.outpost.step.Exit;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import dev.outpost.text.MistakesInFile;
import dev.outpost.workflow.Apply;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command stands in: the global options, the console, the one document on stdout, and the parts of the program. */
final class Frame {
    /** How results are printed. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "text|json",
            order = 90,
            description = "json: one document on stdout, talk on stderr")
    Format format = Format.text;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 91,
            description = "all that is seen, with the evidence; keep the trace of a fault")
    boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 92,
            description = "only problems, warnings, and what needs a person")
    boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 93,
            description = "no colours; NO_COLOR does the same")
    boolean noColour;

    @Option(
            names = "--state",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            order = 94,
            description = "keys, ledger and journals; default ~/.local/state/outpost")
    Optional<Path> stateFolder = Optional.empty();

    private final Surroundings around;
    private Optional<StageNarrator> stages = Optional.empty();
    private Optional<Problem> told = Optional.empty();
    private @Nullable Console console;

    Frame(Surroundings around) {
        this.around = around;
    }

    Surroundings around() {
        return around;
    }

    Wiring outside() {
        return around.outside();
    }

    boolean json() {
        return format == Format.json;
    }

    /** Where the talk goes: stdout, or stderr where stdout belongs to the one document. */
    Console console() {
        if (console == null) {
            console = console(json() ? around.err() : around.out(), lively());
        }
        return console;
    }

    /** The same look on stderr: for problems. */
    Console complaints() {
        return json() || around.terminal() ? console() : console(around.err(), false);
    }

    private Console console(PrintStream out, boolean lively) {
        return new Console(out, lively, colour(), around.utf8(), around.width(), around.ticker());
    }

    boolean colour() {
        var asked =
                noColour || !around.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return !asked && lively();
    }

    /** A table may be as wide as the terminal is; where none is, as it wants. */
    int tableWidth() {
        return around.terminal() ? around.width() : Integer.MAX_VALUE;
    }

    private boolean lively() {
        return around.terminal() && !"dumb".equals(around.environment().get("TERM"));
    }

    Narrator narrator() {
        return quiet ? screen(Telling.ALARMS) : new ConsoleNarrator(console(), verbose);
    }

    /** Who tells a run for a site: by stages, or with {@code -v} all that is seen. */
    Narrator stages(Telling telling) {
        return verbose || quiet ? narrator() : screen(telling);
    }

    private Narrator screen(Telling telling) {
        var screen = new StageNarrator(console(), around.ticker(), telling);
        stages = Optional.of(screen);
        return screen;
    }

    /** A run for a site is over: what is still to be said, before its problem. */
    void ended(Outcome outcome, Path siteFile) {
        stages.ifPresent(screen -> screen.ended(outcome, siteFile));
    }

    State state() {
        return State.in(State.where(stateFolder, around.environment()));
    }

    Secrets secrets() {
        return new Secrets(around.environment(), what -> {
            console().hush();
            return around.prompt().apply(what);
        });
    }

    /** The networks that this computer is plugged into. */
    LocalNetwork here() {
        return new LocalNetwork(
                around.laptop(), outside().wire(around.laptop()), outside().links(around.ticker()), state());
    }

    /** The ways to relays. */
    RelayConnector relays() {
        return new RelayConnector(here().links(), state(), secrets());
    }

    /** The main job. */
    Apply apply(Function<String, Narrator> narrators) {
        return new Apply(
                here(),
                relays(),
                secrets(),
                outside().web(around.laptop(), around.environment()),
                bundles(),
                around.clock(),
                narrators);
    }

    /** Folder of the cached bundles: one folder a release and target. */
    Path bundles() {
        return Optional.ofNullable(around.environment().get("XDG_CACHE_HOME"))
                .filter(home -> home.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> State.home(around.environment()).resolve(".cache"))
                .resolve("outpost/bundles");
    }

    /** Prints the one document of a JSON run; UTF-8 whatever the locale. */
    void document(Map<String, ? extends @Nullable Object> document) {
        var bytes = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
        PrintStream out = around.out();
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Prints a result: as a document; or in words, and then what stands in its way. */
    Exit tell(
            Supplier<? extends Map<String, ? extends @Nullable Object>> document,
            Optional<Problem> problem,
            Runnable words) {
        if (json()) {
            document(document.get());
        } else {
            words.run();
            problem.ifPresent(complaints()::problem);
        }
        return problem.map(Problem::exit).orElse(Exit.DONE);
    }

    /** The same of what nothing stands in the way of. */
    Exit tell(Supplier<? extends Map<String, ? extends @Nullable Object>> document, Runnable words) {
        return tell(document, Optional.empty(), words);
    }

    /** Prints how a run for one site ended; the talk has been printed already. */
    Exit finish(Outcome outcome) {
        told = outcome.problem();
        return tell(
                () -> {
                    var document = told.map(Frame::document).orElseGet(LinkedHashMap::new);
                    outcome.toJson().forEach(document::putIfAbsent);
                    return document;
                },
                told,
                () -> {});
    }

    /** What stopped the run; empty where nothing did, or as long as it goes on. */
    Optional<Problem> told() {
        return told;
    }

    /** What a run warned of and decided on its way. */
    List<String> overcome() {
        return stages.map(StageNarrator::overcome).orElse(List.of());
    }

    /** Prints what stopped a run that has no other result. */
    Exit fail(Problem problem) {
        told = Optional.of(problem);
        return tell(() -> document(problem), told, () -> {});
    }

    /** Prints all that is wrong in a file, each mistake with its line. */
    Exit fail(MistakesInFile mistakes) {
        if (json()) {
            var document = document(mistakes.problem());
            document.put(
                    "mistakes",
                    mistakes.all().stream().map(Mistakes.QuotedLine::document).toList());
            document(document);
        } else {
            Mistakes.QuotedLine.tell(mistakes.all(), complaints());
        }
        return mistakes.problem().exit();
    }

    /** {@code outpost.problem/1}. */
    private static Map<String, @Nullable Object> document(Problem problem) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("schema", "outpost.problem/1");
        document.putAll(problem.document());
        return document;
    }
}
