package dev.outpost.cli;

import dev.outpost.cli.Completion.At;
import dev.outpost.cli.Completion.Kind;
import dev.outpost.cli.Completion.Offered;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish: one {@code complete} line a command, an option and a kind of word. */
final class FishCompletion {
    private static final String HEAD = """
            complete -c outpost -e
            complete -c outpost -f
            function __outpost_at
                set -l at
                for word in (commandline -opc)[2..-1]
                    switch "$at $word"
                        case STEPS
                            set at (string trim -- "$at $word")
                    end
                end
                test "$at" = "$argv[1]"
            end
            function __outpost_yaml
                __fish_complete_suffix .yaml | string match -r '^[^\\t]*(?:\\.yaml|/)(?:\\t.*)?$'
            end
            function __outpost_sites
                set -l state $HOME/.local/state
                set -q XDG_STATE_HOME; and set state $XDG_STATE_HOME
                path basename -- $state/outpost/sites/* 2>/dev/null
            end
            """;

    private final Completion completion;
    private final StringBuilder script;

    private FishCompletion(Completion completion) {
        this.completion = completion;
        this.script = new StringBuilder(HEAD.replace(
                "STEPS", completion.steps().stream().map(FishCompletion::quoted).collect(Collectors.joining(" "))));
    }

    static String of(Completion completion) {
        var fish = new FishCompletion(completion);
        completion.places().forEach(fish::place);
        return fish.script.toString();
    }

    private void place(At at) {
        at.below().forEach((name, command) -> line(at, " -a " + name + " -d " + quoted(HelpWords.summary(command))));
        at.options().forEach(option -> option(at, option));
        completion.words(at).forEach(offered -> line(at, offer(offered)));
    }

    private void option(At at, OptionSpec option) {
        var words = new StringBuilder();
        for (var name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        var value = option.arity().min() > 0 ? " -x" + offer(completion.value(at, option)) : "";
        line(at, words + value + " -d " + quoted(HelpWords.told(option)));
    }

    private void line(At at, String words) {
        script.append("complete -c outpost -n ")
                .append(quoted("__outpost_at " + quoted(at.path())))
                .append(words)
                .append('\n');
    }

    private static String offer(Offered offered) {
        return offered.kind() == Kind.NOTHING
                ? ""
                : " -a "
                        + quoted(
                                switch (offered.kind()) {
                                    case NOTHING, WORDS -> offered.line();
                                    case FILES -> "(__fish_complete_path (commandline -ct))";
                                    case FOLDERS -> "(__fish_complete_directories)";
                                    case YAML -> "(__outpost_yaml)";
                                    case SITES -> "(__outpost_sites; __outpost_yaml)";
                                });
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
