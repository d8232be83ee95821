package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import dev.outpost.text.Nearest;
import dev.outpost.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "help",
        description = "what a command takes; what a problem's code means and what to do",
        footer = {"", "Examples:", "  outpost help apply", "  outpost help SIM-PIN-LOW"})
final class HelpCommand extends Work {
    @Parameters(
            paramLabel = "COMMAND|CODE",
            arity = "0..*",
            description = "a command, or a code as it stands at a problem's end")
    List<String> words = List.of();

    @Override
    Exit work() {
        code().ifPresentOrElse(
                        this::page, () -> command().usage(frame().around().out()));
        return Exit.DONE;
    }

    private Optional<ProblemCode> code() {
        return words.size() == 1 ? ProblemCode.of(words.getFirst().toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    private void page(ProblemCode code) {
        var page = Resource.text("/problems/" + code + ".md");
        frame().tell(
                        () -> Json.object("schema", "outpost.help/1", "code", code, "page", page),
                        () -> frame().console().page(page));
    }

    private CommandLine command() {
        var line = spec.root().commandLine();
        for (var word : words) {
            var below = line.getSubcommands();
            if (!below.containsKey(word)) {
                throw unknown(word, below.keySet().stream());
            }
            line = below.get(word);
        }
        return line;
    }

    private static ProblemException unknown(String word, Stream<String> commands) {
        var known = Stream.concat(commands, codes()).toList();
        return RunOptions.mistake(
                "neither a command nor a problem's code is called '" + word + "'",
                Nearest.near(word, known)
                        .or(() -> Nearest.near(word.toUpperCase(Locale.ROOT), known))
                        .map(near -> "outpost help " + near)
                        .orElse("outpost help"));
    }

    private static Stream<String> codes() {
        return Arrays.stream(ProblemCode.values()).map(ProblemCode::toString);
    }

    @Command(
            name = "version",
            description = "the version, and the Java it runs on",
            footer = {"", "Example:", "  outpost version"})
    static final class Version extends Work {
        /** For {@code --version}. */
        static String[] words() {
            return new String[] {"outpost " + version() + " on Java " + Runtime.version()};
        }

        static String version() {
            return Optional.ofNullable(Outpost.class.getPackage().getImplementationVersion())
                    .orElse("development");
        }

        @Override
        Exit work() {
            var java = Runtime.version().toString();
            return frame().tell(
                            () -> Json.object("schema", "outpost.version/1", "version", version(), "java", java),
                            () -> frame().console().line(words()[0]));
        }
    }

    @Command(
            name = "schema",
            description = "the JSON Schema of a file or document; without a name: which there are",
            footer = {
                "",
                "Examples:",
                "  outpost schema site > site.schema.json     for an editor that knows YAML",
                "  outpost schema outpost.probe/1             of a document, by its schema field"
            })
    static final class Schema extends Work {
        private static final String ROOT = "/dev/outpost/schema/";

        @Parameters(
                paramLabel = "NAME",
                arity = "0..1",
                description = "as the list has it, or what stands in a document's schema field")
        Optional<String> name = Optional.empty();

        @Override
        Exit work() {
            return name.map(this::print).orElseGet(this::list);
        }

        /** A schema is a JSON document itself: it is printed as its file has it, whatever the format. */
        private Exit print(String wanted) {
            var bytes = text(found(wanted)).getBytes(StandardCharsets.UTF_8);
            frame().around().out().write(bytes, 0, bytes.length);
            return Exit.DONE;
        }

        private static String found(String wanted) {
            return names().stream()
                    .filter(each ->
                            each.equals(wanted) || wanted.equals(head(each).get("title")))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(new Problem(
                            ProblemCode.USAGE_MISTAKE,
                            "no schema is called '" + wanted + "'",
                            "the names are those of: outpost schema",
                            "outpost schema")));
        }

        private Exit list() {
            var rows = names().stream().map(Schema::head).toList();
            return frame().tell(
                            () -> Json.object("schema", "outpost.schemas/1", "schemas", rows),
                            () -> rows.forEach(row -> frame().console()
                                    .labelled(
                                            String.valueOf(row.get("name")),
                                            String.valueOf(row.get("description")),
                                            18)));
        }

        static List<String> names() {
            return Resource.facts(ROOT + "index");
        }

        static String text(String name) {
            return Resource.text(ROOT + name + ".schema.json");
        }

        private static Map<String, @Nullable Object> head(String name) {
            var schema = Yaml.parse(name, text(name)).map();
            return Json.object(
                    "name",
                    name,
                    "title",
                    schema.requireString("title"),
                    "description",
                    schema.requireString("description"));
        }
    }
}
