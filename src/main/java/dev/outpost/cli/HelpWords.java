package dev.outpost.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words of commands and options as help, manual and completion show them: the commands by task, one line each. */
final class HelpWords {
    private static final int NARROWEST_SCREEN = 80;
    private static final int GAP = 2;

    /** Beside the longest name of a command. */
    private static final int SUMMARY = NARROWEST_SCREEN - GAP - "completion".length() - GAP;

    /** Where a description may end before its end, the best place first. */
    private static final List<String> ENDS = List.of("; ", ". ", ": ", ", ");

    /** The task by its commands, in the order that the help shows. */
    static final Map<String, List<String>> TASKS = tasks();

    private HelpWords() {}

    private static Map<String, List<String>> tasks() {
        var tasks = new LinkedHashMap<String, List<String>>();
        tasks.put("A site", List.of("init", "plan", "apply", "verify", "replace", "retire"));
        tasks.put("A look", List.of("probe", "signal", "find", "inspect", "doctor"));
        tasks.put("A fleet", List.of("batch", "ledger", "bundle"));
        tasks.put("Things", List.of("relay", "viewer", "camera", "show", "profiles"));
        tasks.put("Help", List.of("demo", "help", "schema", "completion", "version"));
        return tasks;
    }

    /** Those that are shown, in their order; those of every command come last. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    /** The commands below one, in groups where it is the program itself. */
    static String commands(Help help, int width) {
        var below = help.commandSpec().subcommands();
        if (below.isEmpty()) {
            return "";
        }
        var text = new StringBuilder();
        var groups = help.commandSpec().parent() == null ? TASKS : Map.of("Commands", List.copyOf(below.keySet()));
        groups.forEach((task, names) -> {
            text.append("%n%s:%n".formatted(task));
            rows(help, names.stream().filter(below::containsKey).toList(), text, width);
        });
        return text.toString();
    }

    private static void rows(Help help, List<String> names, StringBuilder text, int width) {
        var column = help.commandSpec().subcommands().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (var name : names) {
            var command =
                    Objects.requireNonNull(help.commandSpec().subcommands().get(name));
            var margin =
                    " ".repeat(GAP) + help.colorScheme().commandText(name) + " ".repeat(column - name.length() + GAP);
            var room = Math.max(NARROWEST_SCREEN / 4, width - column - 2 * GAP);
            for (var line : Lines.wrap(summary(command), room)) {
                text.append(margin).append(line).append(System.lineSeparator());
                margin = " ".repeat(column + 2 * GAP);
            }
        }
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
