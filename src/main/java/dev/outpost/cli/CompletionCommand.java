package dev.outpost.cli;

import dev.outpost.step.Exit;
import picocli.AutoComplete;
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
            case zsh -> ZshCompletion.of(root);
            case fish -> FishCompletion.of(root);
        };
        frame().around().out().print(script);
        return Exit.DONE;
    }
}
