package dev.outpost.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "relay",
        description = "the server with the public address: who may see what through it",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost relay show relays/vps1.yaml"})
final class RelayCommand {

    /** The noun with its verbs. */
    static CommandLine in(Frame frame) {
        return new CommandLine(new RelayCommand())
                .addSubcommand(new RelayInitCommand(frame))
                .addSubcommand(new RelayShowCommand(frame))
                .addSubcommand(new RelayRecoverCommand(frame));
    }
}
