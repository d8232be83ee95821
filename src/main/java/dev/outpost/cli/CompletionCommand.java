package dev.outpost.cli;

import dev.outpost.cli.Completion.Shell;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
    Shell shell = Shell.bash;

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
}
