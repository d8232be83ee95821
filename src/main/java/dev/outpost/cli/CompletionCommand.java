package dev.outpost.cli;

import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "a script that completes commands, options and values in your shell",
        footer = {
            "",
            "Examples:",
            "  outpost completion bash > ~/.local/share/bash-completion/completions/outpost",
            "  outpost completion zsh  > ~/.zfunc/_outpost",
            "  outpost completion fish > ~/.config/fish/completions/outpost.fish"
        })
final class CompletionCommand extends Work {
    @Parameters(paramLabel = "bash|zsh|fish", description = "which shell")
    Completion.Shell shell = Completion.Shell.bash;

    @Override
    Exit work() {
        var completion = new Completion(spec.root().commandLine(), known());
        frame().around().out().print(new CompletionScript(completion, shell));
        return Exit.DONE;
    }

    /** What the bench has and what is described here. */
    private Map<String, List<String>> known() {
        var bench = frame().outside().bench();
        var offers = bench.isPresent() ? Bench.offers(bench) : List.<Bench.Offer>of();
        Map<String, List<String>> known = offers.stream()
                .collect(Collectors.groupingBy(
                        offer -> "demo --" + offer.kind(),
                        HashMap::new,
                        Collectors.mapping(Bench.Offer::word, Collectors.toList())));
        var profiles = ProfileBook.names().stream()
                .map(path -> path.replaceFirst("^.*/", "").replaceFirst("\\.yaml$", ""))
                .toList();
        known.put("profiles show NAME", profiles);
        known.put(
                "probe --for-router",
                ProfileBook.shipped().devices().stream()
                        .filter(device -> device.kind().equals("routers"))
                        .flatMap(device -> device.boards().stream())
                        .sorted()
                        .toList());
        known.put("schema NAME", HelpCommand.Schema.names());
        known.put(
                "help COMMAND|CODE",
                Stream.concat(
                                spec.root().subcommands().keySet().stream(),
                                Arrays.stream(ProblemCode.values()).map(ProblemCode::toString))
                        .toList());
        return known;
    }

    /**
     * What may stand in each place of a command line, for the scripts that complete it.
     *
     * @param known words that no type of ours holds, by {@code COMMAND --option} or {@code COMMAND LABEL}
     */
    record Completion(CommandLine root, Map<String, List<String>> known) {
        /** The shells we know. */
        enum Shell {
            bash,
            zsh,
            fish;

            /** Single quotes as it wants them. */
            String quoted(String text) {
                return this == fish
                        ? "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
                        : "'" + text.replace("'", "'\\''") + "'";
            }
        }

        /** What stands in a place, and how each shell is told to offer it. */
        enum Kind {
            NOTHING("", "", ""),
            WORDS("_outpost_words '%s'; ", "compadd -- %s; ", "%s"),
            FILES("_outpost_files any; ", "_files; ", "(__fish_complete_path (commandline -ct))"),
            FOLDERS("_outpost_files folders; ", "_files -/; ", "(__fish_complete_directories)"),
            YAML("_outpost_files yaml; ", "_files -g '*.yaml'; ", "(__outpost_yaml)"),
            /** A site by its name or its file. */
            SITES(
                    "_outpost_words \"$(ls \"${XDG_STATE_HOME:-$HOME/.local/state}/outpost/sites\" 2>/dev/null)\"; _outpost_files yaml; ",
                    "compadd -- ${XDG_STATE_HOME:-$HOME/.local/state}/outpost/sites/*(N:t); _files -g '*.yaml'; ",
                    "(__outpost_sites; __outpost_yaml)");

            private final String bash;
            private final String zsh;
            private final String fish;

            Kind(String bash, String zsh, String fish) {
                this.bash = bash;
                this.zsh = zsh;
                this.fish = fish;
            }
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

            String in(Shell shell) {
                var command = switch (shell) {
                    case bash -> kind.bash;
                    case zsh -> kind.zsh;
                    case fish -> kind.fish;
                };
                return command.formatted(String.join(" ", words));
            }
        }

        /** A command with where it stands: {@code ""}, {@code relay}, {@code relay show}. */
        record At(String path, CommandLine command) {
            List<OptionSpec> options() {
                return HelpPage.options(command.getCommandSpec());
            }

            Map<String, CommandLine> below() {
                return command.getSubcommands();
            }
        }

        List<At> places() {
            return HelpPage.tree(root).entrySet().stream()
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
            return option.arity().max() == 0 ? Offered.of(Kind.NOTHING) : known(at, option, Stream.of(option.names()));
        }

        /** What may stand where no option is. */
        List<Offered> words(At at) {
            return at.command().getCommandSpec().positionalParameters().stream()
                    .map(each -> known(at, each, Stream.of(each.paramLabel())))
                    .filter(each -> each.kind() != Kind.NOTHING)
                    .distinct()
                    .toList();
        }

        private Offered known(At at, ArgSpec each, Stream<String> names) {
            return names.map(name -> known.getOrDefault(at.path() + " " + name, List.of()))
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .map(words -> new Offered(Kind.WORDS, plain(words.stream())))
                    .orElseGet(() -> offered(each));
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
            return List.copyOf(new LinkedHashSet<>(
                    words.filter(word -> word.matches(PLAIN)).toList()));
        }
    }
}
