package dev.outpost.cli;

import java.util.List;

/** The commands that are named for a thing and hold what can be done with it. */
final class Nouns {
    private Nouns() {}

    static List<Object> in(Frame frame) {
        return List.of(
                RelayCommand.in(frame),
                new ViewerCommand(frame),
                new CameraCommand(frame),
                new ShowCommand(frame),
                new LedgerCommand(frame),
                new ProfilesCommand(frame));
    }
}
