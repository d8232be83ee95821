package dev.outpost.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

    /** The same where the screen is too narrow for two columns. */
    private static final int BELOW = 8;

    private static final int NARROW = 2 * COLUMN;

    /** A sentence or an option's name begins a line of its own. */
    private static final Pattern BEGINS = Pattern.compile("--|[A-Z]");

    /** Blank and backslash at the end of a command that goes on in the next line. */
    private static final int CONTINUED = 2;

    private final int width;
    private final int column;

    HelpPage(int width) {
        this.width = width;
        this.column = width < NARROW ? BELOW : COLUMN;
    }

    /** The sections that picocli would break elsewhere. */
    void settle(CommandLine line) {
        var sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_DESCRIPTION, this::description);
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, this::parameters);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::options);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> HelpWords.commands(help, width));
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, this::footer);
    }

    private String description(Help help) {
        var paragraphs = new ArrayList<String>();
        for (var line : help.commandSpec().usageMessage().description()) {
            if (paragraphs.isEmpty() || BEGINS.matcher(line).lookingAt()) {
                paragraphs.add(line);
            } else {
                paragraphs.add(paragraphs.removeLast() + " " + line);
            }
        }
        return text(paragraphs.stream()
                .flatMap(line -> Lines.wrap(line, width).stream())
                .toList());
    }

    private String parameters(Help help) {
        return help.commandSpec().positionalParameters().stream()
                .map(each -> row(
                        "      " + each.paramLabel() + (each.arity().max() > 1 ? "..." : ""),
                        HelpWords.told(each),
                        help))
                .collect(Collectors.joining());
    }

    private String options(Help help) {
        return HelpWords.options(help.commandSpec()).stream()
                .map(each -> row(
                        (each.shortestName().startsWith("--") ? "      " : "  ") + typed(each),
                        HelpWords.told(each),
                        help))
                .collect(Collectors.joining());
    }

    /** An option's names with its value. */
    static String typed(OptionSpec option) {
        var value = "=" + option.paramLabel();
        return String.join(", ", option.names())
                + (option.arity().max() == 0 ? "" : option.arity().min() == 0 ? "[" + value + "]" : value);
    }

    private String row(String name, String meaning, Help help) {
        var told = new ArrayList<>(Lines.wrap(meaning, width - column - CONTINUED));
        var beside = name.length() + CONTINUED <= column ? " ".repeat(column - name.length()) + told.removeFirst() : "";
        var shown = help.colorScheme().optionText(name).toString();
        var below = told.stream().map(line -> " ".repeat(beside.isEmpty() ? column : column + CONTINUED) + line);
        return text(Stream.concat(Stream.of(shown + beside), below).toList());
    }

    private String footer(Help help) {
        return Stream.of(help.commandSpec().usageMessage().footer())
                .map(line -> line.startsWith("  ") ? text(Lines.pasteable("  ", line.strip(), width)) : line + "\n")
                .collect(Collectors.joining());
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
