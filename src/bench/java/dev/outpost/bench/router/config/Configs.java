package dev.outpost.bench.router.config;

import dev.outpost.bench.host.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads packages as libuci hands them to netifd, fw4 and procd: staged changes of {@code /tmp/.uci} included (facts/behaviours.md#4).
 *
 * <p>Asks the router's own {@code uci export}.
 */
public final class Configs {
    private final Machine machine;

    public Configs(Machine machine) {
        this.machine = machine;
    }

    /** The sections of a package; none when it is missing or broken. */
    public List<ConfigSection> load(String name) throws InterruptedException {
        return parse(machine.run("uci -q export " + name).out());
    }

    static List<ConfigSection> parse(String export) {
        var sections = new ArrayList<ConfigSection>();
        var counts = new HashMap<String, Integer>();
        var type = "";
        var name = "";
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (var words : new Words(export).statements()) {
            switch (words.getFirst()) {
                case "config" -> {
                    add(sections, type, name, counts, values);
                    type = words.get(1);
                    name = words.size() > 2 ? words.get(2) : "";
                    values = new LinkedHashMap<>();
                }
                case "option" -> values.put(words.get(1), List.of(words.get(2)));
                case "list" -> {
                    var entries = new ArrayList<>(values.getOrDefault(words.get(1), List.of()));
                    entries.add(words.get(2));
                    values.put(words.get(1), List.copyOf(entries));
                }
                default -> {}
            }
        }
        add(sections, type, name, counts, values);
        return sections;
    }

    private static void add(
            List<ConfigSection> to,
            String type,
            String name,
            Map<String, Integer> counts,
            Map<String, List<String>> values) {
        if (!type.isEmpty()) {
            var index = counts.merge(type, 1, Integer::sum) - 1;
            to.add(new ConfigSection(type, name, index, values));
        }
    }

    /** Splits the exporter's canonical form: statements a line, words in single quotes, {@code '\''} for a quote. */
    private static final class Words {
        private final String text;
        private final List<List<String>> statements = new ArrayList<>();
        private List<String> statement = new ArrayList<>();
        private int at;

        private Words(String text) {
            this.text = text;
        }

        private List<List<String>> statements() {
            while (at < text.length()) {
                var c = text.charAt(at);
                if (c == '\n') {
                    endStatement();
                    at++;
                } else if (Character.isWhitespace(c)) {
                    at++;
                } else {
                    statement.add(word());
                }
            }
            endStatement();
            return statements;
        }

        private void endStatement() {
            if (!statement.isEmpty()) {
                statements.add(statement);
                statement = new ArrayList<>();
            }
        }

        private String word() {
            var word = new StringBuilder();
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                var c = text.charAt(at++);
                if (c == '\'') {
                    var end = text.indexOf('\'', at);
                    word.append(text, at, end < 0 ? text.length() : end);
                    at = end < 0 ? text.length() : end + 1;
                } else if (c == '\\' && at < text.length()) {
                    word.append(text.charAt(at++));
                } else {
                    word.append(c);
                }
            }
            return word.toString();
        }
    }
}
