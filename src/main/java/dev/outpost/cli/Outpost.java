package dev.outpost.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Mixin
    final Frame frame;

    Outpost(Frame frame) {
        this.frame = frame;
    }

    /** Every command, in the order that the help shows. */
    static List<Object> commands() {
        return List.of(
                new DemoCommand(),
                new InitCommand(),
                new FindCommand(),
                new ProbeCommand(),
                new DoctorCommand(),
                new SignalCommand(),
                new FindCommand.Look(),
                new ApplyCommand.Plan(),
                new ApplyCommand(),
                new VerifyCommand(),
                new ReplaceCommand(),
                new ReplaceCommand.Down(),
                new BatchCommand(),
                new BundleCommand(),
                new RelayCommand(),
                new ViewerCommand(),
                new CameraCommand(),
                new ShowCommand(),
                new LedgerCommand(),
                new ProfilesCommand(),
                new HelpCommand(),
                new HelpCommand.Schema(),
                new CompletionCommand(),
                new HelpCommand.Version());
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
