package dev.outpost.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What may stand in each place of a command line, for the scripts that complete it.
 *
 * @param known words that no type of ours holds, by {@code COMMAND --option} or {@code COMMAND LABEL}
 */
record Completion(CommandLine root, Map<String, List<String>> known) {
    /** What stands in a place. */
    enum Kind {
        NOTHING,
        WORDS,
        FILES,
        FOLDERS,
        YAML,
        /** A site by its name or its file. */
        SITES
    }

    /** Characters that no shell takes for its own. */
    private static final String PLAIN = "[A-Za-z0-9._,+@/-]+";

    /**
     * What is offered in a place.
     *
     * @param words of {@link Kind#WORDS}
     */
    record Offered(Kind kind, List<String> words) {
        private static Offered of(Kind kind) {
            return new Offered(kind, List.of());
        }

        /** The words as one, for a shell to split. */
        String line() {
            return String.join(" ", words);
        }
    }

    /** A command with where it stands: {@code ""}, {@code relay}, {@code relay show}. */
    record At(String path, CommandLine command) {
        List<OptionSpec> options() {
            return HelpWords.options(command.getCommandSpec());
        }

        Map<String, CommandLine> below() {
            return command.getSubcommands();
        }
    }

    List<At> places() {
        return HelpWords.tree(root).entrySet().stream()
                .map(each -> new At(each.getKey(), each.getValue()))
                .toList();
    }

    /** Every way to a command as a shell sees it while it reads the words: {@code " relay"}, {@code "relay show"}. */
    List<String> steps() {
        return places().stream()
                .flatMap(at -> at.below().keySet().stream().map(name -> at.path() + " " + name))
                .toList();
    }

    /** What may follow an option; {@link Kind#NOTHING} also where it takes none. */
    Offered value(At at, OptionSpec option) {
        var told = Stream.of(option.names())
                .map(name -> known.get(at.path() + " " + name))
                .filter(words -> words != null)
                .findFirst();
        return option.arity().max() == 0
                ? Offered.of(Kind.NOTHING)
                : told.map(words -> new Offered(Kind.WORDS, plain(words.stream())))
                        .orElseGet(() -> offered(option));
    }

    /** The options of a place that want a value, as arms of a shell's case over place and option. */
    String values(At at, Function<Offered, String> offer) {
        return at.options().stream()
                .filter(option -> option.arity().min() > 0)
                .map(option -> Arrays.stream(option.names())
                                .map(name -> quoted(at.path() + " " + name))
                                .collect(Collectors.joining(" | ", "    ", ") "))
                        + offer.apply(value(at, option)) + "return ;;\n")
                .collect(Collectors.joining());
    }

    /** What may stand where no option is. */
    List<Offered> words(At at) {
        return at.command().getCommandSpec().positionalParameters().stream()
                .map(each -> word(at, each))
                .filter(each -> each.kind() != Kind.NOTHING)
                .distinct()
                .toList();
    }

    private Offered word(At at, ArgSpec each) {
        var words = known.get(at.path() + " " + each.paramLabel());
        return words == null ? offered(each) : new Offered(Kind.WORDS, plain(words.stream()));
    }

    private static Offered offered(ArgSpec each) {
        if (each.completionCandidates() != null) {
            return new Offered(
                    Kind.WORDS,
                    plain(StreamSupport.stream(each.completionCandidates().spliterator(), false)));
        }
        return Offered.of(
                switch (each.paramLabel()) {
                    case "SITE" -> each.isOption() ? Kind.SITES : Kind.YAML;
                    case "FLEET", "RELAYFILE" -> Kind.YAML;
                    case "DIR" -> Kind.FOLDERS;
                    case "FILE", "DEV|tcp:HOST:PORT" -> Kind.FILES;
                    default -> each.auxiliaryTypes()[0] == Path.class ? Kind.FILES : Kind.NOTHING;
                });
    }

    private static List<String> plain(Stream<String> words) {
        return List.copyOf(
                new LinkedHashSet<>(words.filter(word -> word.matches(PLAIN)).toList()));
    }

    /** Single quotes as bash and zsh want them. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
