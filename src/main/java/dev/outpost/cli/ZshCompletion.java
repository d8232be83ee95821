package dev.outpost.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A completion function for zsh: commands with what they do, then their options and files. */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(CommandLine root) {
        var script =
                new StringBuilder("#compdef outpost\n\n_outpost() {\n  local -a words_here\n  case \"$words[2]\" in\n");
        root.getSubcommands().forEach((name, command) -> script.append(branch(name, command)));
        return script.append("    *)\n      words_here=(\n")
                .append(root.getSubcommands().entrySet().stream()
                        .map(e -> "        "
                                + quoted(e.getKey() + ":"
                                        + FishCompletion.summary(e.getValue()).replace(":", "\\:")))
                        .collect(Collectors.joining("\n")))
                .append("\n      )\n      _describe command words_here\n      ;;\n  esac\n}\n\n")
                .append("compdef _outpost outpost\n")
                .toString();
    }

    private static String branch(String name, CommandLine command) {
        var words = command.getSubcommands().keySet().stream();
        var options = command.getCommandSpec().options().stream().flatMap(option -> Arrays.stream(option.names()));
        var all = Stream.concat(words, options).map(ZshCompletion::quoted).collect(Collectors.joining(" "));
        return "    " + name + ")\n      words_here=(" + all
                + ")\n      compadd -a words_here\n      _files\n      ;;\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
