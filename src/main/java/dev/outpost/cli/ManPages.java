package dev.outpost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual's pages, from the same words that {@code --help} prints; an entry of its own, for the build. */
final class ManPages {
    /** Of each {@link dev.outpost.step.Exit} in turn. */
    private static final List<String> EXITS = List.of(
            "done",
            "a fault of the program itself",
            "the command line or a file is wrong",
            "a person has to do something first",
            "a port, router or relay does not answer",
            "the guard fired, or the changes were undone");

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
        roff.section("NAME").text(name(spec) + " - " + HelpPage.description(line));
        roff.section("SYNOPSIS").bold(spec.qualifiedName(" ")).text(synopsis(spec));
        roff.section("DESCRIPTION").text(sentences(HelpPage.description(line)));
        options(spec, roff);
        commands(line, roff);
        if (spec.parent() == null) {
            roff.section("EXIT STATUS");
            IntStream.range(0, EXITS.size()).forEach(code -> roff.item(String.valueOf(code), EXITS.get(code)));
            roff.item("130", "interrupted; it says whether the router goes back by itself, and when");
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
        spec.positionalParameters().forEach(each -> roff.item(each.paramLabel(), HelpPage.told(each)));
        HelpPage.options(spec).forEach(each -> roff.item(HelpPage.typed(each), HelpPage.told(each)));
    }

    private static void commands(CommandLine line, Roff roff) {
        if (!line.getSubcommands().isEmpty()) {
            roff.section("COMMANDS");
            line.getSubcommands()
                    .values()
                    .forEach(each -> roff.item(name(each.getCommandSpec()) + "(1)", HelpPage.description(each)));
        }
    }

    private static void examples(CommandSpec spec, Roff roff) {
        var lines = Stream.of(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        roff.section("EXAMPLES").verbatim(lines);
    }

    private static String sentences(String text) {
        var end = text.endsWith(".") ? "" : ".";
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }

    /** A page in the macros of man(7). */
    private static final class Roff {
        private final StringBuilder page = new StringBuilder();

        Roff(String name, String manual) {
            page.append(".TH \"%s\" \"1\" \"\" \"%s\" \"%s\"%n.nh%n.ad l%n"
                    .formatted(quoted(name.toUpperCase(Locale.ROOT)), quoted(manual), quoted(manual + " manual")));
        }

        Roff section(String title) {
            return line(".SH \"" + title + "\"");
        }

        Roff text(String text) {
            return line(quoted(text));
        }

        Roff bold(String text) {
            return line(".B " + quoted(text));
        }

        /** A word, and below it what it means. */
        Roff item(String word, String says) {
            return line(".TP").bold(word).text(says.isEmpty() ? "-" : says);
        }

        /** Lines as they are. */
        Roff verbatim(List<String> lines) {
            return line(".nf")
                    .line(lines.stream().map(Roff::quoted).collect(Collectors.joining("\n")))
                    .line(".fi");
        }

        private Roff line(String text) {
            page.append(text).append('\n');
            return this;
        }

        /** What roff would take as its own is a character again; what is beyond ASCII is named by its number. */
        private static String quoted(String text) {
            var safe = text.replace("\\", "\\e")
                    .replace("-", "\\-")
                    .replace("'", "\\(aq")
                    .replace("\"", "\\(dq");
            var ascii = safe.codePoints()
                    .mapToObj(each -> each < 128 ? Character.toString(each) : "\\[u%04X]".formatted(each))
                    .collect(Collectors.joining());
            return ascii.startsWith(".") ? "\\&" + ascii : ascii;
        }

        @Override
        public String toString() {
            return page.toString();
        }
    }
}
