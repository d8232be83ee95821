package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual's pages, from the same words that {@code --help} prints; an entry of its own, for the build. */
final class ManPages {
    private static final Map<Integer, String> EXITS = exits();

    private ManPages() {}

    /** @param words the folder to write them to */
    public static void main(String[] words) throws IOException {
        var folder = Files.createDirectories(Path.of(words[0]));
        for (var page : of(new Program(Main.surroundings()).commandLine()).entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    /** Every page by its file's name. */
    static Map<String, String> of(CommandLine line) {
        var pages = new TreeMap<String, String>();
        add(line, pages);
        return pages;
    }

    private static void add(CommandLine line, Map<String, String> pages) {
        pages.put(name(line.getCommandSpec()) + ".1", page(line));
        line.getSubcommands().values().forEach(each -> add(each, pages));
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private static String page(CommandLine line) {
        var spec = line.getCommandSpec();
        var roff = new Roff(name(spec), "Outpost");
        roff.section("NAME").text(name(spec) + " - " + HelpWords.description(line));
        roff.section("SYNOPSIS").bold(spec.qualifiedName(" ")).text(synopsis(spec));
        roff.section("DESCRIPTION").text(sentences(HelpWords.description(line)));
        options(spec, roff);
        commands(line, roff);
        if (spec.parent() == null) {
            roff.section("EXIT STATUS");
            EXITS.forEach((code, says) -> roff.item(String.valueOf(code), says));
            roff.section("FILES")
                    .item(
                            "~/.local/state/outpost",
                            "keys, ledger, and what is known of each site; --state names another folder");
            roff.section("ENVIRONMENT").item("NO_COLOR", "no colours");
        }
        examples(spec, roff);
        roff.section("SEE ALSO").text(spec.parent() == null ? "udev(7)" : name(spec.parent()) + "(1)");
        return roff.toString();
    }

    private static String synopsis(CommandSpec spec) {
        return "[OPTIONS]"
                + (spec.subcommands().isEmpty() ? "" : " COMMAND")
                + spec.positionalParameters().stream()
                        .map(each -> " " + (each.required() ? each.paramLabel() : "[" + each.paramLabel() + "]")
                                + (each.arity().max() > 1 ? "..." : ""))
                        .collect(Collectors.joining());
    }

    private static void options(CommandSpec spec, Roff roff) {
        roff.section("OPTIONS");
        spec.positionalParameters().forEach(each -> roff.item(each.paramLabel(), HelpWords.told(each)));
        HelpWords.options(spec).forEach(each -> roff.item(HelpPage.typed(each), HelpWords.told(each)));
    }

    private static void commands(CommandLine line, Roff roff) {
        var commands = new LinkedHashMap<>(line.getSubcommands());
        if (commands.isEmpty()) {
            return;
        }
        roff.section("COMMANDS");
        commands.values().forEach(each -> roff.item(name(each.getCommandSpec()) + "(1)", HelpWords.description(each)));
    }

    private static void examples(CommandSpec spec, Roff roff) {
        var lines = List.of(spec.usageMessage().footer()).stream()
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        roff.section("EXAMPLES").verbatim(lines);
    }

    private static String sentences(String text) {
        var end = text.endsWith(".") ? "" : ".";
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }

    private static Map<Integer, String> exits() {
        var says = List.of(
                "done",
                "a fault of the program itself",
                "the command line or a file is wrong",
                "a person has to do something first",
                "a port, router or relay does not answer",
                "the guard fired, or the changes were undone");
        var exits = new TreeMap<Integer, String>();
        IntStream.range(0, Exit.values().length).forEach(code -> exits.put(code, says.get(code)));
        exits.put(130, "interrupted; it says whether the router goes back by itself, and when");
        return exits;
    }
}
