package dev.outpost.cli;

import dev.outpost.step.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "who may see what through a relay, when each was last heard; changes nothing",
        footer = {"", "Examples:", "  outpost relay show", "  outpost relay show relays/vps1.yaml --format json"})
final class RelayShowCommand extends Work {
    @Mixin
    RelayArgument relay = new RelayArgument();

    @Option(names = "--accept-relay-key", description = "take the relay's host key at first sight")
    boolean acceptRelayKey;

    RelayShowCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() {
        var file = relay.file();
        var facts = frame().relays().seen(file, acceptRelayKey);
        if (frame().json()) {
            frame().document(RelayJson.of(file, facts));
        } else {
            new RelayText(frame().console(), frame().tableWidth()).show(file, facts);
        }
        return Exit.DONE;
    }
}
