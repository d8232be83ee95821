package dev.outpost.bench.nft;

import dev.outpost.bench.nft.Ruleset.Rule;
import dev.outpost.bench.nft.Statement.Among;
import dev.outpost.bench.nft.Statement.Judge;
import dev.outpost.bench.nft.Statement.Mapped;
import dev.outpost.bench.nft.Statement.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One rule: matches and what to do then, up to the end of the line. */
final class RuleParser {

    private final Cursor cursor;

    RuleParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Rule rule() throws NftError {
        var from = cursor.place();
        var statements = new ArrayList<Statement>();
        while (!cursor.peek().endsStatement() && !cursor.sees("}")) {
            statements.add(statement());
        }
        return new Rule(List.copyOf(statements), listed(cursor.words(from)));
    }

    /** A counter is listed with what it counted, which nothing is here, and another destination with its family. */
    private static String listed(String words) {
        return words.replaceAll("\\bcounter\\b(?! packets)", "counter packets 0 bytes 0")
                .replaceAll(" dnat (?=[0-9])", " dnat ip to ");
    }

    private Statement statement() throws NftError {
        var word = cursor.peek();
        if (word.quoted()) {
            throw cursor.unexpected();
        }
        return switch (word.text()) {
            case "accept", "drop", "return" -> judge(cursor.next(), Optional.empty());
            case "reject" -> reject();
            case "jump", "goto" -> judge(cursor.next(), Optional.of(cursor.word()));
            case "dnat" -> dnat();
            case "redirect" -> redirect();
            case "masquerade" -> masquerade();
            case "counter", "comment" -> aside(cursor.next().text());
            case "tcp" -> isOption() ? clamp() : match();
            default -> match();
        };
    }

    private static Judge judge(Token word, Optional<Token> chain) {
        return new Judge(Word.valueOf(word.text().toUpperCase(Locale.ROOT)), chain);
    }

    private Statement reject() throws NftError {
        var word = cursor.next();
        if (cursor.take("with")) {
            cursor.word();
            if (!cursor.take("reset")) {
                cursor.take("type");
                cursor.word();
            }
        }
        return judge(word, Optional.empty());
    }

    private Statement aside(String kind) throws NftError {
        if (kind.equals("comment")) {
            cursor.word();
        }
        while (cursor.take("packets") || cursor.take("bytes")) {
            cursor.word();
        }
        return new Statement.Aside();
    }

    private boolean isOption() {
        cursor.next();
        var option = cursor.sees("option");
        cursor.back();
        return option;
    }

    /** {@code tcp option maxseg size set rt mtu}: segments that fit the tunnel. */
    private Statement clamp() throws NftError {
        for (var word : List.of("tcp", "option", "maxseg", "size", "set")) {
            cursor.need(word);
        }
        if (cursor.take("rt")) {
            cursor.need("mtu");
        } else {
            cursor.word();
        }
        return new Statement.Aside();
    }

    private Statement masquerade() {
        cursor.next();
        return new Statement.Masquerade();
    }

    private Statement redirect() throws NftError {
        cursor.next();
        return new Statement.Redirect(cursor.take("to") ? Optional.of(cursor.word()) : Optional.empty());
    }

    /** {@code dnat ip to ADDRESS:PORT}, or to what a map has for some fields. */
    private Statement dnat() throws NftError {
        cursor.next();
        cursor.take("ip");
        cursor.take("to");
        var field = field();
        if (field.isPresent()) {
            var key = fields(field.get());
            cursor.need("map");
            return new Statement.Dnat(key, Optional.of(reference()), List.of());
        }
        var target = new ArrayList<>(List.of(cursor.word()));
        Value.parse("ipv4_addr", target.getFirst());
        if (cursor.take(":")) {
            target.add(cursor.word());
            Value.parse("inet_service", target.getLast());
        }
        return new Statement.Dnat(List.of(), Optional.empty(), List.copyOf(target));
    }

    private Statement match() throws NftError {
        var first = field().orElseThrow(cursor::unexpected);
        var fields = fields(first);
        if (cursor.take("vmap")) {
            return new Statement.VerdictMap(fields, cases(fields));
        }
        var not = cursor.take("!=");
        if (!not) {
            cursor.take("==");
        }
        return new Statement.Match(fields, not, among(fields));
    }

    private List<Field> fields(Field first) throws NftError {
        var fields = new ArrayList<>(List.of(first));
        while (cursor.take(".")) {
            fields.add(field().orElseThrow(cursor::unexpected));
        }
        return List.copyOf(fields);
    }

    /** A field in as many words as it has. */
    private Optional<Field> field() {
        var words = new StringBuilder();
        for (var count = 1; count <= 3 && !cursor.peek().quoted(); count++) {
            words.append(words.isEmpty() ? "" : " ").append(cursor.next().text());
            var field = Field.of(words.toString());
            if (field.isPresent()) {
                return field;
            }
        }
        for (var back = words.toString().split(" ").length; back > 0; back--) {
            cursor.back();
        }
        return Optional.empty();
    }

    private Among among(List<Field> fields) throws NftError {
        if (cursor.sees("@")) {
            return new Among(Optional.of(reference()), List.of());
        }
        var values = new ArrayList<List<Value>>();
        if (cursor.take("{")) {
            cursor.skipNewlines();
            while (!cursor.take("}")) {
                values.add(value(fields));
                cursor.skipNewlines();
                cursor.take(",");
                cursor.skipNewlines();
            }
        } else {
            do {
                values.add(value(fields));
            } while (cursor.take(","));
        }
        return new Among(Optional.empty(), List.copyOf(values));
    }

    private Token reference() throws NftError {
        return Token.reference(cursor.need("@"), cursor.word());
    }

    private List<Value> value(List<Field> fields) throws NftError {
        var value = new ArrayList<Value>();
        for (var field : fields) {
            if (!value.isEmpty()) {
                cursor.need(".");
            }
            value.add(Value.parse(field.type(), cursor.word()));
        }
        return List.copyOf(value);
    }

    /** {@code { key : word . word, ... }}. */
    private List<Mapped> cases(List<Field> fields) throws NftError {
        var cases = new ArrayList<Mapped>();
        cursor.need("{");
        cursor.skipNewlines();
        while (!cursor.take("}")) {
            var key = value(fields);
            cursor.need(":");
            var result = new ArrayList<Token>();
            do {
                result.add(cursor.word());
            } while (cursor.take(".") || cursor.sees("jump"));
            cases.add(new Mapped(key, List.copyOf(result)));
            cursor.skipNewlines();
            cursor.take(",");
            cursor.skipNewlines();
        }
        return List.copyOf(cases);
    }
}
