package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

class HelpWordsTest {
    private final CommandLine root = new Program(Main.surroundings()).commandLine();

    @Test
    void everyCommandStandsWithItsTask() {
        var grouped =
                HelpWords.TASKS.values().stream().flatMap(Collection::stream).toList();

        assertEquals(new TreeSet<>(root.getSubcommands().keySet()), new TreeSet<>(grouped));
        assertEquals(root.getSubcommands().size(), grouped.size(), "none stands twice");
    }

    @Test
    void everySummaryIsALineOfANarrowScreenAndEndsWithItsClause() {
        HelpWords.tree(root).forEach((path, command) -> {
            var summary = HelpWords.summary(command);
            var rest = HelpWords.description(command).substring(summary.length());

            assertTrue(path.isEmpty() || summary.length() <= 66, path + ": " + summary);
            assertTrue(rest.isEmpty() || rest.matches("[;:.,] .*"), path + ": " + summary);
        });
    }

    /** The options of all commands come last, each at a place of its own. */
    @Test
    void everyOptionOfAllCommandsHasItsPlaceAtTheEnd() {
        HelpWords.tree(root).forEach((path, command) -> {
            var options = HelpWords.options(command.getCommandSpec());
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
