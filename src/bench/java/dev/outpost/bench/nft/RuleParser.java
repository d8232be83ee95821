package dev.outpost.bench.nft;

import dev.outpost.bench.nft.Packet.Field;
import dev.outpost.bench.nft.Ruleset.Rule;
import dev.outpost.bench.nft.Statement.Judge;
import dev.outpost.bench.nft.Statement.Word;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One rule: matches and what to do then, up to the end of the line. */
record RuleParser(Cursor cursor) {
    Rule rule() throws NftError {
        var from = cursor.place();
        var line = cursor.line();
        var statements = new ArrayList<Statement>();
        while (!cursor.endsStatement() && !cursor.sees("}")) {
            statement().ifPresent(statements::add);
        }
        return new Rule(List.copyOf(statements), listed(cursor.words(from)), line);
    }

    /** A counter is listed with what it counted, which nothing is here, and another destination with its family. */
    private static String listed(String words) {
        return words.replaceAll("\\bcounter\\b(?! packets)", "counter packets 0 bytes 0")
                .replaceAll(" dnat (?=[0-9])", " dnat ip to ");
    }

    /** Empty for what changes no verdict. */
    private Optional<Statement> statement() throws NftError {
        return switch (cursor.peek()) {
            case "accept", "drop", "return", "reject", "jump", "goto" -> Optional.of(judge());
            case "dnat" -> {
                cursor.next();
                cursor.take("ip");
                cursor.take("to");
                var target = cursor.word().split(":", 2);
                Value.parse("ipv4_addr", target[0], cursor);
                yield Optional.of(new Statement.Dnat(Ipv4.of(target[0]), port(target.length > 1 ? target[1] : "")));
            }
            case "redirect" -> {
                cursor.next();
                yield Optional.of(new Statement.Redirect(port(cursor.take("to") ? cursor.word() : "")));
            }
            case "masquerade" -> {
                cursor.next();
                yield Optional.of(new Statement.Masquerade());
            }
            case "counter", "comment" -> {
                if (cursor.next().equals("comment")) {
                    cursor.word();
                }
                while (cursor.take("packets") || cursor.take("bytes")) {
                    cursor.word();
                }
                yield Optional.empty();
            }
            default -> clamps() ? Optional.empty() : Optional.of(match());
        };
    }

    private static Optional<Integer> port(String word) {
        return word.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(word.replace(":", "")));
    }

    private Judge judge() throws NftError {
        var word = Word.valueOf(cursor.next().toUpperCase(Locale.ROOT));
        if (word == Word.REJECT && cursor.take("with")) {
            cursor.word();
            if (!cursor.take("reset")) {
                cursor.take("type");
                cursor.word();
            }
        }
        return new Judge(word, word == Word.JUMP || word == Word.GOTO ? cursor.word() : "");
    }

    /** {@code tcp option maxseg size set rt mtu}: segments that fit the tunnel. */
    private boolean clamps() throws NftError {
        var from = cursor.place();
        if (!cursor.take("tcp") || !cursor.take("option")) {
            cursor.back(from);
            return false;
        }
        cursor.need("maxseg", "size", "set");
        if (cursor.take("rt")) {
            cursor.need("mtu");
        } else {
            cursor.word();
        }
        return true;
    }

    private Statement match() throws NftError {
        var fields = new ArrayList<Field>();
        do {
            fields.add(field());
        } while (cursor.take("."));
        if (cursor.take("vmap")) {
            return new Statement.VerdictMap(fields, cases(fields));
        }
        var not = cursor.take("!=");
        cursor.take("==");
        var set =
                Optional.of(cursor.peek()).filter(word -> word.startsWith("@")).map(word -> word.substring(1));
        if (set.isPresent()) {
            cursor.next();
        }
        return new Statement.Match(fields, not, set, set.isPresent() ? List.of() : among(fields));
    }

    private Field field() throws NftError {
        var from = cursor.place();
        var words = new StringBuilder();
        for (var count = 1; count <= 3; count++) {
            var field = Field.of(words.append(words.isEmpty() ? "" : " ")
                    .append(cursor.next())
                    .toString());
            if (field.isPresent()) {
                return field.get();
            }
        }
        cursor.back(from);
        throw cursor.unexpected();
    }

    private List<List<Value>> among(List<Field> fields) throws NftError {
        var values = new ArrayList<List<Value>>();
        if (cursor.take("{")) {
            for (cursor.skipBetween(); !cursor.take("}"); cursor.skipBetween()) {
                values.add(value(fields));
            }
            return values;
        }
        for (var word : cursor.word().split(",")) {
            values.add(List.of(Value.parse(fields.getFirst().type(), word, cursor)));
        }
        return values;
    }

    private List<Value> value(List<Field> fields) throws NftError {
        return value(cursor, fields.stream().map(Field::type).toList());
    }

    static List<Value> value(Cursor cursor, List<String> types) throws NftError {
        var value = new ArrayList<Value>();
        for (var type : types) {
            if (!value.isEmpty()) {
                cursor.need(".");
            }
            value.add(Value.parse(type, cursor.word(), cursor));
        }
        return List.copyOf(value);
    }

    /** {@code { key : verdict, ... }}. */
    private Map<List<Value>, Judge> cases(List<Field> fields) throws NftError {
        var cases = new LinkedHashMap<List<Value>, Judge>();
        cursor.need("{");
        for (cursor.skipBetween(); !cursor.take("}"); cursor.skipBetween()) {
            var key = value(fields);
            cursor.need(":");
            cases.put(key, judge());
        }
        return cases;
    }
}
