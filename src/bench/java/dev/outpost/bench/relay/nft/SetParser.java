package dev.outpost.bench.relay.nft;

import dev.outpost.bench.relay.nft.Statement.Mapped;
import java.util.ArrayList;
import java.util.List;

/** Named sets and maps, and elements in braces. */
final class SetParser {

    private final Cursor cursor;

    SetParser(Cursor cursor) {
        this.cursor = cursor;
    }

    NftSet set(NftTable table, String name, boolean map) throws NftError {
        var old = table.sets().get(name);
        var set = old == null ? new NftSet(name, List.of(), List.of(), false, List.of(), List.of()) : old;
        cursor.need("{");
        for (cursor.skipEnds(); !cursor.take("}"); cursor.skipEnds()) {
            set = part(set, map);
        }
        return set;
    }

    private NftSet part(NftSet set, boolean map) throws NftError {
        if (cursor.take("type")) {
            var types = types();
            var results = List.<String>of();
            if (map) {
                cursor.need(":");
                results = types();
            }
            return new NftSet(set.name(), types, results, set.interval(), set.elements(), set.shown());
        }
        if (cursor.take("flags")) {
            return flags(set);
        }
        if (cursor.take("elements")) {
            cursor.need("=");
            return more(set);
        }
        if (cursor.take("comment") || cursor.take("size") || cursor.take("timeout")) {
            cursor.word();
            return set;
        }
        cursor.need("auto-merge");
        return set;
    }

    private NftSet flags(NftSet set) throws NftError {
        var interval = set.interval();
        do {
            interval |= cursor.word().text().equals("interval");
        } while (cursor.take(","));
        return new NftSet(set.name(), set.types(), set.results(), interval, set.elements(), set.shown());
    }

    private List<String> types() throws NftError {
        var types = new ArrayList<String>();
        do {
            types.add(cursor.word().text());
        } while (cursor.take("."));
        return List.copyOf(types);
    }

    /** The set with the elements that follow in braces. */
    NftSet more(NftSet set) throws NftError {
        var all = new ArrayList<>(set.elements());
        var shown = new ArrayList<>(set.shown());
        cursor.need("{");
        cursor.skipNewlines();
        while (!cursor.take("}")) {
            var first = cursor.peek();
            var from = cursor.place();
            var element = element(set);
            var words = cursor.words(from);
            if (all.stream().noneMatch(known -> known.key().equals(element.key()))) {
                checkOverlap(first, set, all, element);
                all.add(element);
                shown.add(words);
            }
            cursor.skipNewlines();
            if (!cursor.take(",") && !cursor.sees("}")) {
                throw cursor.unexpected();
            }
            cursor.skipNewlines();
        }
        return new NftSet(set.name(), set.types(), set.results(), set.interval(), List.copyOf(all), List.copyOf(shown));
    }

    List<Mapped> elements(NftSet set) throws NftError {
        return more(new NftSet(set.name(), set.types(), set.results(), set.interval(), List.of(), List.of()))
                .elements();
    }

    private Mapped element(NftSet set) throws NftError {
        var key = key(set);
        var result = new ArrayList<Token>();
        if (set.isMap()) {
            cursor.need(":");
            do {
                result.add(cursor.word());
            } while (cursor.take("."));
        }
        return new Mapped(key, List.copyOf(result));
    }

    private List<Value> key(NftSet set) throws NftError {
        var key = new ArrayList<Value>();
        for (var type : set.types()) {
            if (!key.isEmpty()) {
                cursor.need(".");
            }
            var token = cursor.word();
            var value = Value.parse(type, token);
            if (!set.interval() && value instanceof Value.Span span && !span.isOne()) {
                throw new NftError(
                        token,
                        "You must add 'flags interval' to your set declaration if you want to add "
                                + (token.text().contains("/") ? "prefix" : "range") + " elements");
            }
            key.add(value);
        }
        return List.copyOf(key);
    }

    private static void checkOverlap(Token at, NftSet set, List<Mapped> all, Mapped element) throws NftError {
        if (set.interval() && all.stream().anyMatch(known -> overlaps(known.key(), element.key()))) {
            throw new NftError(at, "conflicting intervals specified");
        }
    }

    private static boolean overlaps(List<Value> one, List<Value> other) {
        for (var place = 0; place < one.size(); place++) {
            if (!meet(one.get(place), other.get(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meet(Value one, Value other) {
        if (one instanceof Value.Span a && other instanceof Value.Span b) {
            return a.overlaps(b);
        }
        return one.equals(other);
    }
}
