package dev.outpost.cli;

import java.util.List;

/** The commands that are named for a thing and hold what can be done with it. */
final class Nouns {
    private Nouns() {}

    static List<Object> all() {
        return List.of(
                new RelayCommand(),
                new ViewerCommand(),
                new CameraCommand(),
                new ShowCommand(),
                new LedgerCommand(),
                new ProfilesCommand());
    }
}
