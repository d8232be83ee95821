package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

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

    /** Reflection names methods in another order at another start: each has its own place, or two builds have other pages. */
    @Test
    void everyOptionThatIsAMethodHasAPlaceOfItsOwn() {
        HelpWords.tree(root).forEach((path, command) -> {
            var places = HelpWords.options(command.getCommandSpec()).stream()
                    .filter(option -> option.userObject() instanceof Method)
                    .map(OptionSpec::order)
                    .toList();

            assertTrue(places.size() > 3, path + ": " + places);
            assertEquals(List.copyOf(new TreeSet<>(places)), places, path);
        });
    }
}
