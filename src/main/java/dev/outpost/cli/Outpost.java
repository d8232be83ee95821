package dev.outpost.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program's name on the command line, with the options that every command has. */
@Command(
        name = "outpost",
        description = {
            "Turns a fresh OpenWrt router, a USB LTE dongle and a PoE camera",
            "into a site whose camera can be seen from anywhere."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost demo"})
final class Outpost {
    private final Frame frame;

    Outpost(Frame frame) {
        this.frame = frame;
    }

    /** Every command, in the order that the help shows. */
    static List<Object> commands(Frame frame) {
        return Stream.of(
                        List.of(
                                new DemoCommand(frame),
                                new InitCommand(frame),
                                new FindCommand(frame),
                                new ProbeCommand(frame),
                                new DoctorCommand(frame),
                                new SignalCommand(frame),
                                new InspectCommand(frame),
                                new PlanCommand(frame),
                                new ApplyCommand(frame),
                                new VerifyCommand(frame),
                                new ReplaceCommand(frame),
                                new RetireCommand(frame),
                                new BatchCommand(frame),
                                new BundleCommand(frame)),
                        Nouns.in(frame),
                        List.of(
                                new HelpCommand(frame),
                                new SchemaCommand(frame),
                                new CompletionCommand(frame),
                                new VersionCommand(frame)))
                .<Object>flatMap(List::stream)
                .toList();
    }

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "text|json",
            order = 90,
            description = "json: one document on stdout, talk on stderr")
    void format(Frame.Format format) {
        frame.format(format);
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 91,
            description = "all that is seen, with the evidence; keep the trace of a fault")
    void verbose(boolean wanted) {
        frame.verbose(wanted);
    }

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 92,
            description = "only problems, warnings, and what needs a person")
    void quiet(boolean wanted) {
        frame.quiet(wanted);
    }

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 93,
            description = "no colours; NO_COLOR does the same")
    void noColour(boolean wanted) {
        frame.noColour(wanted);
    }

    @Option(
            names = "--state",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            order = 94,
            description = "keys, ledger and journals; default ~/.local/state/outpost")
    void state(Path folder) {
        frame.stateFolder(Optional.of(folder));
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 95,
            description = "this text")
    boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            scope = ScopeType.INHERIT,
            order = 96,
            description = "the version, and the Java it runs on")
    boolean version;
}
