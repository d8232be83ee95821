package dev.outpost.bench.nft;

import dev.outpost.bench.nft.Ruleset.Chain;
import dev.outpost.bench.nft.Ruleset.Hook;
import dev.outpost.bench.nft.Ruleset.Named;
import dev.outpost.bench.nft.Ruleset.Rule;
import dev.outpost.bench.nft.Ruleset.Table;
import dev.outpost.bench.nft.Statement.Mapped;
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
                    for (var statement : rule.statements()) {
                        refers(table, statement);
                    }
                }
            }
        }
        return tables;
    }

    /** Names that a rule uses must be there when the ruleset is loaded. */
    private static void refers(Table table, Statement statement) throws NftError {
        var set =
                switch (statement) {
                    case Statement.Match match -> match.among().set();
                    case Statement.Dnat dnat -> dnat.map();
                    default -> Optional.<Token>empty();
                };
        if (set.isPresent() && !table.sets().containsKey(set.get().referred())) {
            throw new NftError(set.get(), "No such file or directory");
        }
        if (statement instanceof Statement.Judge judge
                && judge.chain().isPresent()
                && !table.chains().containsKey(judge.chain().get().text())) {
            throw new NftError(judge.chain().get(), "Could not process rule: No such file or directory");
        }
    }

    private void command() throws NftError {
        if (cursor.take("table")) {
            table();
        } else if (cursor.take("add")) {
            cursor.need("table");
            table();
        } else if (cursor.take("delete")) {
            cursor.need("table");
            if (tables.remove(key()) == null) {
                throw new NftError(cursor.last(), "Could not process rule: No such file or directory");
            }
        } else {
            cursor.need("flush");
            flush();
        }
    }

    private void flush() throws NftError {
        if (cursor.take("ruleset")) {
            tables.clear();
            return;
        }
        cursor.need("table");
        var at = cursor.peek();
        var key = key();
        var table = tables.get(key);
        if (table == null) {
            throw new NftError(at, "No such file or directory");
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
            return table.with(set(table, name(), false));
        }
        if (cursor.take("map")) {
            return table.with(set(table, name(), true));
        }
        cursor.need("chain");
        return table.with(chain(table));
    }

    /** A symbol; nobody here refers to one. */
    private void define() throws NftError {
        var symbol = cursor.word();
        if (!symbols.add(symbol.text())) {
            throw new NftError(symbol, "redefinition of symbol '" + symbol.text() + "'");
        }
        cursor.need("=");
        while (!cursor.take("}")) {
            cursor.next();
        }
    }

    private Chain chain(Table table) throws NftError {
        var name = name();
        var chain = table.chains().getOrDefault(name, new Chain(name, Optional.empty(), true, List.of()));
        cursor.need("{");
        var more = new ArrayList<Rule>();
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            if (cursor.take("type")) {
                chain = new Chain(name, Optional.of(hook()), true, chain.rules());
            } else if (cursor.take("policy")) {
                var drops = cursor.take("drop");
                if (!drops) {
                    cursor.need("accept");
                }
                chain = new Chain(name, chain.hook(), !drops, chain.rules());
            } else {
                more.add(rules.rule());
            }
            endOfStatement();
        }
        return chain.with(more);
    }

    /** The last rule or block before a closing brace needs an end of its own (nft 1.0.6). */
    private void endOfStatement() throws NftError {
        if (!cursor.peek().endsStatement()) {
            throw new NftError(cursor.peek(), cursor.unexpected().getMessage() + ", expecting newline or semicolon");
        }
    }

    /** {@code filter hook forward priority filter + 5}. */
    private Hook hook() throws NftError {
        var type = cursor.word();
        if (!Set.of("filter", "nat", "route").contains(type.text())) {
            throw new NftError(type, "unknown chain type");
        }
        cursor.need("hook");
        var hook = cursor.word();
        if (!HOOKS.contains(hook.text())) {
            throw new NftError(hook, "unknown chain hook");
        }
        cursor.need("priority");
        var from = cursor.place();
        var named = PRIORITIES.get(cursor.peek().text());
        var priority = named == null ? number() : named;
        if (named != null) {
            cursor.next();
            priority += cursor.take("+") ? number() : cursor.take("-") ? -number() : 0;
        }
        return new Hook(type.text(), hook.text(), priority, cursor.words(from));
    }

    private int number() throws NftError {
        var word = cursor.word();
        if (!word.text().matches("-?[0-9]{1,9}")) {
            throw new NftError(word, "invalid priority expression symbol in this context.");
        }
        return Integer.parseInt(word.text());
    }

    private Named set(Table table, String name, boolean map) throws NftError {
        var set = table.sets().getOrDefault(name, new Named(name, List.of(), List.of(), false, List.of(), List.of()));
        cursor.need("{");
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            if (cursor.take("type")) {
                var types = dotted();
                var results = List.<String>of();
                if (map) {
                    cursor.need(":");
                    results = dotted();
                }
                set = new Named(name, types, results, set.interval(), set.elements(), set.shown());
            } else if (cursor.take("flags")) {
                cursor.need("interval");
                set = new Named(name, set.types(), set.results(), true, set.elements(), set.shown());
            } else {
                cursor.need("elements");
                cursor.need("=");
                set = elements(set);
            }
        }
        return set;
    }

    private List<String> dotted() throws NftError {
        var words = new ArrayList<String>();
        do {
            words.add(cursor.word().text());
        } while (cursor.take("."));
        return List.copyOf(words);
    }

    private Named elements(Named set) throws NftError {
        var all = new ArrayList<>(set.elements());
        var shown = new ArrayList<>(set.shown());
        cursor.need("{");
        cursor.skipNewlines();
        while (!cursor.take("}")) {
            var from = cursor.place();
            var key = key(set);
            var result = new ArrayList<Token>();
            if (!set.results().isEmpty()) {
                cursor.need(":");
                do {
                    result.add(cursor.word());
                } while (cursor.take("."));
            }
            if (all.stream().noneMatch(known -> known.key().equals(key))) {
                all.add(new Mapped(key, List.copyOf(result)));
                shown.add(cursor.words(from));
            }
            cursor.skipNewlines();
            if (!cursor.take(",") && !cursor.sees("}")) {
                throw cursor.unexpected();
            }
            cursor.skipNewlines();
        }
        return new Named(set.name(), set.types(), set.results(), set.interval(), List.copyOf(all), List.copyOf(shown));
    }

    private List<Value> key(Named set) throws NftError {
        var key = new ArrayList<Value>();
        for (var type : set.types()) {
            if (!key.isEmpty()) {
                cursor.need(".");
            }
            key.add(Value.parse(type, cursor.word()));
        }
        return List.copyOf(key);
    }

    private String key() throws NftError {
        var first = cursor.word();
        return FAMILIES.contains(first.text())
                ? first.text() + " " + cursor.word().text()
                : "ip " + first.text();
    }

    private String name() throws NftError {
        var token = cursor.word();
        if (KEYWORDS.contains(token.text())) {
            throw new NftError(token, "syntax error, unexpected " + token.text() + ", expecting string");
        }
        return token.text();
    }
}
