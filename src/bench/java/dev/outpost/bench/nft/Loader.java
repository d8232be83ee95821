package dev.outpost.bench.nft;

import dev.outpost.bench.nft.Ruleset.Chain;
import dev.outpost.bench.nft.Ruleset.Hook;
import dev.outpost.bench.nft.Ruleset.Named;
import dev.outpost.bench.nft.Ruleset.Rule;
import dev.outpost.bench.nft.Ruleset.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the commands of a ruleset on a copy of the tables: all of them, or none. */
final class Loader {
    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "arp", "bridge", "netdev");

    /** Words of the language that nobody may use as a name; {@code fwd} was met in the field. */
    private static final Set<String> KEYWORDS = Set.of(
            "fwd", "dup", "meta", "ip", "tcp", "udp", "ct", "accept", "drop", "reject", "map", "set", "chain",
            "counter");

    private static final Map<String, Integer> PRIORITIES =
            Map.of("raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50, "srcnat", 100);

    private static final Set<String> HOOKS = Set.of("prerouting", "input", "forward", "output", "postrouting");

    private final Map<String, Table> tables;
    private final Set<String> symbols = new HashSet<>();
    private final Cursor cursor;
    private final RuleParser rules;

    Loader(Map<String, Table> tables, String text) {
        this.tables = new LinkedHashMap<>(tables);
        this.cursor = new Cursor(text);
        this.rules = new RuleParser(cursor);
    }

    Map<String, Table> load() throws NftError {
        for (cursor.skipEnds(); !cursor.atEnd(); cursor.skipEnds()) {
            command();
        }
        for (var table : tables.values()) {
            for (var chain : table.chains().values()) {
                for (var rule : chain.rules()) {
                    refers(table, rule);
                }
            }
        }
        return tables;
    }

    /** Names that a rule uses must be there when the ruleset is loaded. */
    private static void refers(Table table, Rule rule) throws NftError {
        for (var statement : rule.statements()) {
            var there = switch (statement) {
                case Statement.Match match ->
                    match.set().filter(name -> !table.sets().containsKey(name)).isEmpty();
                case Statement.Judge judge ->
                    judge.chain().isEmpty() || table.chains().containsKey(judge.chain());
                default -> true;
            };
            if (!there) {
                throw new NftError(rule.line(), "Could not process rule: No such file or directory");
            }
        }
    }

    private void command() throws NftError {
        if (cursor.take("flush")) {
            flush();
        } else if (cursor.take("delete")) {
            cursor.need("table");
            if (tables.remove(key()) == null) {
                throw cursor.error("Could not process rule: No such file or directory");
            }
        } else {
            cursor.take("add");
            cursor.need("table");
            table();
        }
    }

    private void flush() throws NftError {
        cursor.need("table");
        var key = key();
        var table = tables.get(key);
        if (table == null) {
            throw cursor.error("No such file or directory");
        }
        for (var chain : table.chains().values()) {
            table = table.with(new Chain(chain.name(), chain.hook(), chain.accepts(), List.of()));
        }
        tables.put(key, table);
    }

    /** {@code table FAMILY NAME}, made if it is not there, and what stands in its braces. */
    private void table() throws NftError {
        var key = key();
        var table = tables.getOrDefault(key, new Table(key, Map.of(), Map.of()));
        if (cursor.take("{")) {
            for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
                table = inTable(table);
                endOfStatement();
            }
        }
        tables.put(key, table);
    }

    private Table inTable(Table table) throws NftError {
        if (cursor.take("define")) {
            define();
            return table;
        }
        if (cursor.take("set")) {
            return table.with(set(table, name()));
        }
        cursor.need("chain");
        return table.with(chain(table));
    }

    /** A symbol; nobody here refers to one. */
    private void define() throws NftError {
        var symbol = cursor.word();
        if (!symbols.add(symbol)) {
            throw cursor.error("redefinition of symbol '" + symbol + "'");
        }
        cursor.need("=");
        while (!cursor.take("}")) {
            cursor.next();
        }
    }

    private Chain chain(Table table) throws NftError {
        var name = name();
        var chain = table.chains().getOrDefault(name, new Chain(name, Optional.empty(), true, List.of()));
        var all = new ArrayList<>(chain.rules());
        var hook = chain.hook();
        var accepts = chain.accepts();
        cursor.need("{");
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            if (cursor.take("type")) {
                hook = Optional.of(hook());
            } else if (cursor.take("policy")) {
                accepts = !cursor.word().equals("drop");
            } else {
                all.add(rules.rule());
            }
            endOfStatement();
        }
        return new Chain(name, hook, accepts, all);
    }

    /** The last rule or block before a closing brace needs an end of its own (nft 1.0.6). */
    private void endOfStatement() throws NftError {
        if (!cursor.endsStatement()) {
            throw cursor.error(cursor.unexpected().getMessage() + ", expecting newline or semicolon");
        }
    }

    /** {@code filter hook forward priority filter + 5}. */
    private Hook hook() throws NftError {
        var type = cursor.word();
        cursor.need("hook");
        var hook = cursor.word();
        if (!HOOKS.contains(hook)) {
            throw cursor.error("unknown chain hook");
        }
        cursor.need("priority");
        var from = cursor.place();
        var named = cursor.word();
        var priority = PRIORITIES.containsKey(named) ? PRIORITIES.getOrDefault(named, 0) : number(named);
        priority += cursor.take("+") ? number(cursor.word()) : cursor.take("-") ? -number(cursor.word()) : 0;
        return new Hook(type, hook, priority, cursor.words(from));
    }

    private int number(String word) throws NftError {
        if (!word.matches("-?[0-9]{1,9}")) {
            throw cursor.error("invalid priority expression symbol in this context.");
        }
        return Integer.parseInt(word);
    }

    private Named set(Table table, String name) throws NftError {
        var set = table.sets().getOrDefault(name, new Named(name, List.of(), false, List.of(), List.of()));
        cursor.need("{");
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            if (cursor.take("type")) {
                var types = new ArrayList<String>();
                do {
                    types.add(cursor.word());
                } while (cursor.take("."));
                set = new Named(name, types, set.interval(), set.elements(), set.shown());
            } else if (cursor.take("flags")) {
                cursor.need("interval");
                set = new Named(name, set.types(), true, set.elements(), set.shown());
            } else {
                cursor.need("elements", "=", "{");
                set = elements(set);
            }
        }
        return set;
    }

    private Named elements(Named set) throws NftError {
        var all = new ArrayList<>(set.elements());
        var shown = new ArrayList<>(set.shown());
        for (cursor.skipBetween(); !cursor.take("}"); cursor.skipBetween()) {
            var from = cursor.place();
            var key = RuleParser.value(cursor, set.types());
            if (!all.contains(key)) {
                all.add(key);
                shown.add(cursor.words(from));
            }
        }
        return new Named(set.name(), set.types(), set.interval(), all, shown);
    }

    private String key() throws NftError {
        var first = cursor.word();
        return FAMILIES.contains(first) ? first + " " + cursor.word() : "ip " + first;
    }

    private String name() throws NftError {
        if (KEYWORDS.contains(cursor.peek())) {
            throw cursor.error("syntax error, unexpected " + cursor.peek() + ", expecting string");
        }
        return cursor.word();
    }
}
