package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "a script that completes commands and options in your shell",
        footer = {
            "",
            "Examples:",
            "  outpost completion bash > ~/.local/share/bash-completion/completions/outpost",
            "  outpost completion zsh  > ~/.zfunc/_outpost",
            "  outpost completion fish > ~/.config/fish/completions/outpost.fish"
        })
final class CompletionCommand extends Work {
    /** The shells we know. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "bash|zsh|fish", description = "which shell")
    Shell shell = Shell.bash;

    @Spec
    CommandSpec spec = CommandSpec.create();

    CompletionCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() {
        var root = spec.root().commandLine();
        var script = switch (shell) {
            case bash -> AutoComplete.bash("outpost", root);
            case zsh -> zsh(root);
            case fish -> FishCompletion.of(root);
        };
        frame().around().out().print(script);
        return Exit.DONE;
    }

    /** A completion function for zsh: commands with what they do, then their options and files. */
    private static String zsh(CommandLine root) {
        var script =
                new StringBuilder("#compdef outpost\n\n_outpost() {\n  local -a words_here\n  case \"$words[2]\" in\n");
        root.getSubcommands().forEach((name, command) -> script.append(branch(name, command)));
        return script.append("    *)\n      words_here=(\n")
                .append(root.getSubcommands().entrySet().stream()
                        .map(e -> "        "
                                + zshQuoted(e.getKey() + ":"
                                        + FishCompletion.summary(e.getValue()).replace(":", "\\:")))
                        .collect(Collectors.joining("\n")))
                .append("\n      )\n      _describe command words_here\n      ;;\n  esac\n}\n\n")
                .append("compdef _outpost outpost\n")
                .toString();
    }

    private static String branch(String name, CommandLine command) {
        var words = command.getSubcommands().keySet().stream();
        var options = command.getCommandSpec().options().stream().flatMap(option -> Arrays.stream(option.names()));
        var all =
                Stream.concat(words, options).map(CompletionCommand::zshQuoted).collect(Collectors.joining(" "));
        return "    " + name + ")\n      words_here=(" + all
                + ")\n      compadd -a words_here\n      _files\n      ;;\n";
    }

    private static String zshQuoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
