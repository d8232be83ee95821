package dev.outpost.bench.nft;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything nftables holds at one moment, by family and name. Loading makes another one, or fails and leaves this. */
public record Ruleset(Map<String, Table> tables) {
    public static final Ruleset EMPTY = new Ruleset(Map.of());

    public Ruleset {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /**
     * What would be after a text of commands.
     *
     * @throws NftError when anything in it is refused; nothing is then changed
     */
    public Ruleset load(String text) throws NftError {
        return new Ruleset(new Loader(tables, text).load());
    }

    public Ruleset without(String key) {
        var left = new LinkedHashMap<>(tables);
        left.remove(key);
        return new Ruleset(left);
    }

    /** All tables as {@code nft list ruleset} prints them. */
    public String text() {
        return tables.values().stream().map(Table::text).collect(Collectors.joining());
    }

    /** {@code nft list tables}. */
    public String names() {
        return tables.keySet().stream().map(key -> "table " + key + "\n").collect(Collectors.joining());
    }

    /** {@code nft list table FAMILY NAME}. */
    public Optional<String> table(String key) {
        return Optional.ofNullable(tables.get(key)).map(Table::text);
    }

    Collection<Table> all() {
        return tables.values();
    }

    /** A table with what it owns, each in the order it was made. */
    record Table(String key, Map<String, Named> sets, Map<String, Chain> chains) {
        Table {
            sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
            chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
        }

        boolean seesIpv4() {
            return key.startsWith("inet ") || key.startsWith("ip ");
        }

        Table with(Named set) {
            var more = new LinkedHashMap<>(sets);
            more.put(set.name(), set);
            return new Table(key, more, chains);
        }

        Table with(Chain chain) {
            var more = new LinkedHashMap<>(chains);
            more.put(chain.name(), chain);
            return new Table(key, sets, more);
        }

        private String text() {
            return "table " + key + " {\n"
                    + Stream.concat(
                                    sets.values().stream().map(Named::text),
                                    chains.values().stream().map(chain -> chain.text()))
                            .collect(Collectors.joining("\n"))
                    + "}\n";
        }
    }

    /** A chain; with a hook it is asked about packets, without one it is only jumped to. */
    record Chain(String name, Optional<Hook> hook, boolean accepts, List<Rule> rules) {
        Chain {
            rules = List.copyOf(rules);
        }

        private String text() {
            var text = new StringBuilder("\tchain " + name + " {\n");
            hook.ifPresent(where -> text.append("\t\ttype " + where.type() + " hook " + where.at() + " priority "
                    + where.shown() + "; policy " + (accepts ? "accept" : "drop") + ";\n"));
            rules.forEach(rule -> text.append("\t\t").append(rule.text()).append("\n"));
            return text.append("\t}\n").toString();
        }
    }

    /**
     * Where the kernel asks.
     *
     * @param type filter, nat or route
     * @param shown the priority as nft lists it
     */
    record Hook(String type, String at, int priority, String shown) {}

    /** A rule, its words, and the line of the text that it came from. */
    record Rule(List<Statement> statements, String text, int line) {}

    /**
     * A named set.
     *
     * @param types data types of an element, one or several
     */
    record Named(String name, List<String> types, boolean interval, List<List<Value>> elements, List<String> shown) {
        private String text() {
            var elements = String.join(",\n\t\t\t     ", shown);
            return "\tset " + name + " {\n\t\ttype " + String.join(" . ", types) + "\n"
                    + (interval ? "\t\tflags interval\n" : "")
                    + (shown.isEmpty() ? "" : "\t\telements = { " + elements + " }\n")
                    + "\t}\n";
        }
    }
}
