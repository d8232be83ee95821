package dev.outpost.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help as wide as the terminal is, broken at blanks alone: an address or a path stays whole, and an example can be pasted. Manual and completion
 * have its words of commands and options.
 */
record HelpPage(int width) {
    /** The commands by task, in the order that the help shows. */
    static final List<Entry<String, List<String>>> TASKS = List.of(
            Map.entry("A site", List.of("init", "plan", "apply", "verify", "replace", "retire")),
            Map.entry("A look", List.of("probe", "signal", "find", "inspect", "doctor")),
            Map.entry("A fleet", List.of("batch", "ledger", "bundle")),
            Map.entry("Things", List.of("relay", "viewer", "camera", "show", "profiles")),
            Map.entry("Help", List.of("demo", "help", "schema", "completion", "version")));

    /** Where the meaning of an option begins. */
    private static final int COLUMN = 27;

    /** The same where the screen is too narrow for two columns. */
    private static final int BELOW = 8;

    private static final int GAP = 2;

    /** What a narrow screen has beside the longest name of a command. */
    private static final int SUMMARY = 80 - GAP - "completion".length() - GAP;

    /** Where a description may end before its end, the best place first. */
    private static final List<String> ENDS = List.of("; ", ". ", ": ", ", ");

    /** A sentence or an option's name begins a line of its own. */
    private static final Pattern BEGINS = Pattern.compile("--|[A-Z]");

    /** From top to bottom: what it does, how it is typed, its words, the options that all commands have. */
    void settle(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        usage.sortOptions(false);
        usage.sortSynopsis(false);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading(line.getCommandSpec().positionalParameters().isEmpty() ? "%n" : "");
        usage.commandListHeading("");
        usage.abbreviateSynopsis(true);
        var sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_DESCRIPTION, this::description);
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, this::parameters);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::options);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this::commands);
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
        return text(paragraphs.stream().flatMap(line -> Lines.wrap(line, width).stream()));
    }

    private String parameters(Help help) {
        return help.commandSpec().positionalParameters().stream()
                .map(each ->
                        row("      " + each.paramLabel() + (each.arity().max() > 1 ? "..." : ""), told(each), help))
                .collect(Collectors.joining());
    }

    private String options(Help help) {
        return options(help.commandSpec()).stream()
                .map(each ->
                        row((each.shortestName().startsWith("--") ? "      " : "  ") + typed(each), told(each), help))
                .collect(Collectors.joining());
    }

    private String row(String name, String meaning, Help help) {
        var column = width < 2 * COLUMN ? BELOW : COLUMN;
        var told = new ArrayList<>(Lines.wrap(meaning, width - column - GAP));
        var beside = name.length() + GAP <= column ? " ".repeat(column - name.length()) + told.removeFirst() : "";
        var shown = help.colorScheme().optionText(name).toString();
        var below = told.stream().map(line -> " ".repeat(beside.isEmpty() ? column : column + GAP) + line);
        return text(Stream.concat(Stream.of(shown + beside), below));
    }

    /** The commands below one, in groups where it is the program itself. */
    private String commands(Help help) {
        var below = help.commandSpec().subcommands();
        var column = below.keySet().stream().mapToInt(String::length).max().orElse(0) + 2 * GAP;
        var groups = help.commandSpec().parent() == null
                ? TASKS
                : List.of(Map.entry("Commands", List.copyOf(below.keySet())));
        return groups.stream()
                .filter(_ -> !below.isEmpty())
                .map(group -> "%n%s:%n".formatted(group.getKey())
                        + text(group.getValue().stream()
                                .filter(below::containsKey)
                                .flatMap(name -> command(name, column, help))))
                .collect(Collectors.joining());
    }

    private Stream<String> command(String name, int column, Help help) {
        var command = Objects.requireNonNull(help.commandSpec().subcommands().get(name));
        var head = " ".repeat(GAP) + help.colorScheme().commandText(name) + " ".repeat(column - GAP - name.length());
        return Lines.hang(width, head, column, summary(command), line -> line).stream();
    }

    private String footer(Help help) {
        return text(Stream.of(help.commandSpec().usageMessage().footer())
                .flatMap(line ->
                        line.startsWith("  ") ? Lines.pasteable("  ", line.strip(), width).stream() : Stream.of(line)));
    }

    private static String text(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Those that are shown, in their order; those of every command come last. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    /** An option's names with its value. */
    static String typed(OptionSpec option) {
        var value = "=" + option.paramLabel();
        return String.join(", ", option.names())
                + (option.arity().max() == 0 ? "" : option.arity().min() == 0 ? "[" + value + "]" : value);
    }

    /** What a command does, as far as one line of a narrow screen holds whole clauses of it. */
    static String summary(CommandLine command) {
        var text = description(command);
        return text.length() <= SUMMARY
                ? text
                : ENDS.stream()
                        .map(end -> text.lastIndexOf(end, SUMMARY))
                        .filter(end -> end > 0)
                        .findFirst()
                        .map(end -> text.substring(0, end))
                        .orElse(text);
    }

    /** All that a command does. */
    static String description(CommandLine command) {
        return joined(command.getCommandSpec().usageMessage().description());
    }

    /** What an option or a word means, with its default. */
    static String told(ArgSpec each) {
        return joined(each.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(each.defaultValueString()))
                .replace("%%", "%");
    }

    /** The lines as one text; what begins with such a word is a sentence of its own. */
    private static String joined(String... lines) {
        return String.join(" ", lines).strip().replaceAll("(?<=[a-z]) (?=(It|Without|With|The|Each|Asks) )", ". ");
    }

    /** Every command below one with its path, itself first: {@code ""}, {@code relay}, {@code relay show}. */
    static Map<String, CommandLine> tree(CommandLine root) {
        var all = new LinkedHashMap<String, CommandLine>();
        grow("", root, all);
        return all;
    }

    private static void grow(String path, CommandLine line, Map<String, CommandLine> all) {
        all.put(path, line);
        line.getSubcommands().forEach((name, below) -> grow((path + " " + name).strip(), below, all));
    }
}
