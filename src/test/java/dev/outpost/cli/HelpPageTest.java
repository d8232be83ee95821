package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

class HelpPageTest {
    private final CommandLine root = new Program(Main.surroundings()).commandLine();

    @Test
    void everyCommandStandsWithItsTask() {
        var grouped = HelpPage.TASKS.stream()
                .flatMap(task -> task.getValue().stream())
                .toList();

        assertEquals(new TreeSet<>(root.getSubcommands().keySet()), new TreeSet<>(grouped));
        assertEquals(root.getSubcommands().size(), grouped.size(), "none stands twice");
    }

    @Test
    void everySummaryIsALineOfANarrowScreenAndEndsWithItsClause() {
        HelpPage.tree(root).forEach((path, command) -> {
            var summary = HelpPage.summary(command);
            var rest = HelpPage.description(command).substring(summary.length());

            assertTrue(path.isEmpty() || summary.length() <= 66, path + ": " + summary);
            assertTrue(rest.isEmpty() || rest.matches("[;:.,] .*"), path + ": " + summary);
        });
    }

    /** The options of all commands come last, each at a place of its own. */
    @Test
    void everyOptionOfAllCommandsHasItsPlaceAtTheEnd() {
        HelpPage.tree(root).forEach((path, command) -> {
            var options = HelpPage.options(command.getCommandSpec());
            var places = options.stream()
                    .filter(option -> option.scopeType() == ScopeType.INHERIT)
                    .map(OptionSpec::order)
                    .toList();

            assertEquals(7, places.size(), path + ": " + places);
            assertEquals(List.copyOf(new TreeSet<>(places)), places, path);
            assertEquals(places.getLast(), options.getLast().order(), path);
        });
    }
}
