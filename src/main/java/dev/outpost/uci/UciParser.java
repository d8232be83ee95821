package dev.outpost.uci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads configuration text: a file of /etc/config, or what {@code uci export} prints. */
public final class UciParser {
    private final UciTokens tokens;
    private final List<UciPackage> finished = new ArrayList<>();
    private String packageName;
    private List<Draft> sections = new ArrayList<>();
    private int current;

    private UciParser(String packageName, String text) {
        this.packageName = packageName;
        this.tokens = new UciTokens(text);
    }

    /** A section that is still being read. */
    private record Draft(String type, String name, boolean anonymous, Map<String, UciValue> options) {
        UciSection finished() {
            var list = options.entrySet().stream()
                    .map(entry -> new UciOption(entry.getKey(), entry.getValue()))
                    .toList();
            return new UciSection(type, name, anonymous, list);
        }
    }

    /**
     * One file of /etc/config.
     *
     * @throws UciSyntaxException where libuci would refuse it
     */
    public static UciPackage parse(String packageName, String text) {
        var parser = new UciParser(packageName, text);
        parser.read();
        return parser.finished.getLast();
    }

    /** The output of {@code uci export}: any number of packages, each with its {@code package} line. */
    public static List<UciPackage> parseExport(String text) {
        var parser = new UciParser("", text);
        parser.read();
        return List.copyOf(parser.finished);
    }

    private void read() {
        while (tokens.hasNext()) {
            statement(tokens.next());
        }
        finishPackage();
    }

    private void statement(UciTokens.Statement statement) {
        var words = statement.words();
        switch (words.getFirst()) {
            case "package", "p" -> startPackage(words);
            case "config", "c" -> section(words);
            case "option", "o" -> option(words, false);
            case "list", "l" -> option(words, true);
            default -> throw new UciSyntaxException("invalid command", statement.line(), 0);
        }
    }

    private void startPackage(List<String> words) {
        if (words.size() != 2 || !UciWords.isPackage(words.get(1))) {
            throw error(words.size() < 2 ? "insufficient arguments" : "invalid character in name field");
        }
        if (!sections.isEmpty() || (!packageName.isEmpty() && !packageName.equals(words.get(1)))) {
            finishPackage();
        }
        packageName = words.get(1);
    }

    private void finishPackage() {
        if (!packageName.isEmpty()) {
            finished.add(new UciPackage(
                    packageName, sections.stream().map(Draft::finished).toList()));
        }
        sections = new ArrayList<>();
    }

    private void section(List<String> words) {
        refuseUnless(words, 2, 3);
        String type = words.get(1);
        String name = words.size() > 2 ? words.get(2) : "";
        if (!UciWords.isType(type)) {
            throw error("invalid character in type field");
        }
        if (name.isEmpty()) {
            String generated = UciWords.anonymousName(sections.size() + 1, type);
            sections.add(new Draft(type, generated, true, new LinkedHashMap<>()));
            current = sections.size() - 1;
        } else if (!UciWords.isName(name)) {
            throw error("invalid character in name field");
        } else {
            named(type, name);
        }
    }

    /** A second section of the same name continues the first; it becomes the current one. */
    private void named(String type, String name) {
        var same = sections.stream().filter(each -> each.name().equals(name)).findFirst();
        if (same.isEmpty()) {
            sections.add(new Draft(type, name, false, new LinkedHashMap<>()));
            current = sections.size() - 1;
            return;
        }
        if (!same.get().type().equals(type)) {
            throw error("section of different type overwrites prior section with same name");
        }
        current = sections.indexOf(same.get());
    }

    private void option(List<String> words, boolean list) {
        if (sections.isEmpty()) {
            throw error("option/list command found before the first section");
        }
        refuseUnless(words, 3, 3);
        String name = words.get(1);
        String value = words.get(2);
        if (!UciWords.isName(name)) {
            throw error("invalid character in name field");
        }
        if (!UciWords.isValue(value)) {
            throw error("invalid character in value field");
        }
        var options = sections.get(current).options();
        if (list) {
            var before = options.get(name);
            var entries = new ArrayList<>(before == null ? List.<String>of() : before.asList());
            entries.add(value);
            options.put(name, new UciValue.Many(entries));
        } else if (value.isEmpty()) {
            options.remove(name);
        } else {
            options.put(name, UciValue.of(value));
        }
    }

    private void refuseUnless(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw error(words.size() < least ? "insufficient arguments" : "too many arguments");
        }
    }

    private UciSyntaxException error(String reason) {
        return new UciSyntaxException(reason, tokens.line(), tokens.position());
    }
}
