package dev.outpost.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help as wide as the terminal is, broken at blanks alone: an address or a path stays whole, and an example can be pasted. */
final class HelpPage {
    /** Where the meaning of an option begins. */
    private static final int COLUMN = 27;

    /** Blank and backslash at the end of a command that goes on in the next line. */
    private static final int CONTINUED = 2;

    private HelpPage() {}

    /** The sections that picocli would break elsewhere. */
    static void settle(CommandLine line) {
        var sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_DESCRIPTION, HelpPage::description);
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, HelpPage::parameters);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPage::options);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpWords::commands);
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpPage::footer);
    }

    private static String description(Help help) {
        return text(Console.wrap(HelpWords.description(help.commandSpec().commandLine()), width(help)));
    }

    private static String parameters(Help help) {
        return help.commandSpec().positionalParameters().stream()
                .map(each -> row(
                        "      " + each.paramLabel() + (each.arity().max() > 1 ? "..." : ""),
                        HelpWords.told(each),
                        help))
                .collect(Collectors.joining());
    }

    private static String options(Help help) {
        return HelpWords.options(help.commandSpec()).stream()
                .map(each -> row(
                        (each.shortestName().startsWith("--") ? "      " : "  ") + typed(each),
                        HelpWords.told(each),
                        help))
                .collect(Collectors.joining());
    }

    /** An option's names with its value. */
    static String typed(OptionSpec option) {
        var value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        return String.join(", ", option.names()) + value;
    }

    private static String row(String name, String meaning, Help help) {
        var told = new ArrayList<>(Console.wrap(meaning, width(help) - COLUMN - CONTINUED));
        var beside = name.length() + CONTINUED <= COLUMN ? " ".repeat(COLUMN - name.length()) + told.removeFirst() : "";
        var shown = help.colorScheme().optionText(name).toString();
        var below = told.stream().map(line -> " ".repeat(beside.isEmpty() ? COLUMN : COLUMN + CONTINUED) + line);
        return text(Stream.concat(Stream.of(shown + beside), below).toList());
    }

    private static String footer(Help help) {
        return Stream.of(help.commandSpec().usageMessage().footer())
                .map(line -> line.startsWith("  ") ? text(command(line.strip(), width(help))) : line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> command(String line, int width) {
        var parts = Console.wrap(line, width - 3 * CONTINUED);
        var lines = new ArrayList<String>();
        for (var i = 0; i < parts.size(); i++) {
            lines.add((i == 0 ? "  " : "      ") + parts.get(i) + (i + 1 < parts.size() ? " \\" : ""));
        }
        return lines;
    }

    private static int width(Help help) {
        return help.commandSpec().usageMessage().width();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
