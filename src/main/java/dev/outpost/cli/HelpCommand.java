package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import dev.outpost.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
}
