package dev.outpost.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish: one {@code complete} line a command and an option. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder("complete -c outpost -e\n");

    private FishCompletion() {}

    static String of(CommandLine root) {
        var fish = new FishCompletion();
        fish.commands(root, "__fish_use_subcommand");
        return fish.script.toString();
    }

    private void commands(CommandLine parent, String when) {
        for (var entry : parent.getSubcommands().entrySet()) {
            var command = entry.getValue();
            script.append("complete -c outpost -f -n ")
                    .append(quoted(when))
                    .append(" -a ")
                    .append(entry.getKey())
                    .append(" -d ")
                    .append(quoted(summary(command)))
                    .append('\n');
            var inside = "__fish_seen_subcommand_from " + entry.getKey();
            command.getCommandSpec().options().forEach(option -> option(option, inside));
            if (!command.getSubcommands().isEmpty()) {
                var names = command.getSubcommands().keySet().stream().collect(Collectors.joining(" "));
                commands(command, inside + "; and not __fish_seen_subcommand_from " + names);
            }
        }
    }

    private void option(OptionSpec option, String when) {
        script.append("complete -c outpost -n ").append(quoted(when));
        for (var name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        script.append(option.arity().max() > 0 ? " -r" : "")
                .append(" -d ")
                .append(quoted(String.join(" ", option.description())))
                .append('\n');
    }

    static String summary(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().description());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
