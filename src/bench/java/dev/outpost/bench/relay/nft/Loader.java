package dev.outpost.bench.relay.nft;

import dev.outpost.bench.relay.nft.Statement.Mapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the commands of a ruleset on a copy of the tables: all of them, or none. */
final class Loader {

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "arp", "bridge", "netdev");

    /** Words of the language that nobody may use as a name; {@code fwd} was met in the field. */
    private static final Set<String> KEYWORDS = Set.of(
            "fwd", "dup", "meta", "ip", "tcp", "udp", "ct", "accept", "drop", "reject", "map", "set", "chain",
            "counter");

    private final Map<String, NftTable> tables;
    private final Cursor cursor;

    Loader(Map<String, NftTable> tables, List<Token> tokens) {
        this.tables = new LinkedHashMap<>(tables);
        this.cursor = new Cursor(tokens);
    }

    Map<String, NftTable> load() throws NftError {
        for (cursor.skipEnds(); !cursor.atEnd(); cursor.skipEnds()) {
            command();
        }
        for (var table : tables.values()) {
            new References(table).check();
        }
        return tables;
    }

    private void command() throws NftError {
        if (cursor.take("table")) {
            table();
        } else if (cursor.take("add") || cursor.take("create")) {
            add();
        } else if (cursor.take("delete")) {
            delete(true);
        } else if (cursor.take("destroy")) {
            delete(false);
        } else if (cursor.take("flush")) {
            flush();
        } else {
            throw cursor.unexpected();
        }
    }

    /** {@code table FAMILY NAME}, made if it is not there, and what stands in its braces. */
    private void table() throws NftError {
        var key = key();
        var table = tables.computeIfAbsent(key, absent -> {
            var parts = absent.split(" ");
            return new NftTable(parts[0], parts[1], Map.of(), Map.of());
        });
        if (cursor.take("{")) {
            for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
                table = inTable(table);
                endOfStatement();
            }
        }
        tables.put(key, table);
    }

    private NftTable inTable(NftTable table) throws NftError {
        if (cursor.take("set")) {
            return table.with(new SetParser(cursor).set(table, name(), false));
        }
        if (cursor.take("map")) {
            return table.with(new SetParser(cursor).set(table, name(), true));
        }
        cursor.need("chain");
        return table.with(chain(table));
    }

    private NftChain chain(NftTable table) throws NftError {
        var name = name();
        var old = table.chains().get(name);
        var chain = old == null ? new NftChain(name, java.util.Optional.empty(), true, List.of()) : old;
        cursor.need("{");
        var rules = new ArrayList<NftChain.Rule>();
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            if (cursor.sees("type")) {
                chain = new HookParser(cursor).head(name);
            } else if (cursor.take("policy")) {
                chain = new NftChain(name, chain.hook(), policy(), chain.rules());
            } else {
                rules.add(new RuleParser(cursor).rule());
            }
            endOfStatement();
        }
        return chain.with(rules);
    }

    /** The last rule or block before a closing brace needs an end of its own (nft 1.0.6). */
    private void endOfStatement() throws NftError {
        if (!cursor.peek().endsStatement()) {
            throw new NftError(cursor.peek(), cursor.unexpected().getMessage() + ", expecting newline or semicolon");
        }
    }

    private boolean policy() throws NftError {
        if (cursor.take("drop")) {
            return false;
        }
        cursor.need("accept");
        return true;
    }

    private void add() throws NftError {
        if (cursor.take("table")) {
            table();
            return;
        }
        cursor.need("element");
        var key = existing();
        var set = setOf(key);
        var parser = new SetParser(cursor);
        var table = tables.get(key);
        if (table != null) {
            tables.put(key, table.with(parser.more(set)));
        }
    }

    private void delete(boolean mustExist) throws NftError {
        if (cursor.take("element")) {
            var key = existing();
            var set = setOf(key);
            var gone = new SetParser(cursor).elements(set);
            var left =
                    set.elements().stream().filter(each -> !gone.contains(each)).toList();
            replace(key, set, left);
            return;
        }
        cursor.need("table");
        var key = key();
        if (tables.remove(key) == null && mustExist) {
            throw new NftError(cursor.last(), "Could not process rule: No such file or directory");
        }
    }

    private void flush() throws NftError {
        if (cursor.take("ruleset")) {
            tables.clear();
        } else if (cursor.take("set") || cursor.take("map")) {
            var key = existing();
            replace(key, setOf(key), List.of());
        } else {
            cursor.need("table");
            var key = existing();
            var table = tables.get(key);
            if (table != null) {
                table.chains()
                        .values()
                        .forEach(chain -> tables.computeIfPresent(
                                key,
                                (k, now) -> now.with(
                                        new NftChain(chain.name(), chain.hook(), chain.accepts(), List.of()))));
            }
        }
    }

    private void replace(String key, NftSet set, List<Mapped> left) {
        var shown = new ArrayList<String>();
        for (var place = 0; place < set.elements().size(); place++) {
            if (left.contains(set.elements().get(place))) {
                shown.add(set.shown().get(place));
            }
        }
        var changed = new NftSet(set.name(), set.types(), set.results(), set.interval(), left, List.copyOf(shown));
        tables.computeIfPresent(key, (k, table) -> table.with(changed));
    }

    private NftSet setOf(String key) throws NftError {
        var at = cursor.word();
        var table = tables.get(key);
        var set = table == null ? null : table.sets().get(at.text());
        if (set == null) {
            throw new NftError(at, "No such file or directory");
        }
        return set;
    }

    private String existing() throws NftError {
        var at = cursor.peek();
        var key = key();
        if (!tables.containsKey(key)) {
            throw new NftError(at, "No such file or directory");
        }
        return key;
    }

    private String key() throws NftError {
        var first = cursor.word();
        return FAMILIES.contains(first.text())
                ? first.text() + " " + cursor.word().text()
                : "ip " + first.text();
    }

    private String name() throws NftError {
        var token = cursor.peek();
        var name = cursor.word().text();
        if (KEYWORDS.contains(name)) {
            throw new NftError(token, "syntax error, unexpected " + name + ", expecting string");
        }
        return name;
    }
}
