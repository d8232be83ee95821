package dev.outpost.bench.relay.nft;

import dev.outpost.bench.relay.nft.Statement.Among;
import dev.outpost.bench.relay.nft.Statement.Judge;
import dev.outpost.bench.relay.nft.Statement.Mapped;
import dev.outpost.bench.relay.nft.Statement.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One rule: matches and what to do then, up to the end of the line. */
final class RuleParser {

    private static final Map<String, Field> TWO_WORDS = Map.ofEntries(
            Map.entry("ip saddr", Field.IP_SADDR),
            Map.entry("ip daddr", Field.IP_DADDR),
            Map.entry("ip protocol", Field.PROTOCOL),
            Map.entry("tcp dport", Field.TCP_DPORT),
            Map.entry("udp dport", Field.UDP_DPORT),
            Map.entry("th dport", Field.TH_DPORT),
            Map.entry("tcp flags", Field.TCP_FLAGS),
            Map.entry("icmp type", Field.ICMP_TYPE),
            Map.entry("ct state", Field.CT_STATE),
            Map.entry("ct status", Field.CT_STATUS),
            Map.entry("meta iifname", Field.IIFNAME),
            Map.entry("meta oifname", Field.OIFNAME),
            Map.entry("meta l4proto", Field.PROTOCOL),
            Map.entry("meta nfproto", Field.NFPROTO));
    private static final Map<String, Field> ONE_WORD =
            Map.of("iifname", Field.IIFNAME, "oifname", Field.OIFNAME, "iif", Field.IIFNAME, "oif", Field.OIFNAME);

    private final Cursor cursor;

    RuleParser(Cursor cursor) {
        this.cursor = cursor;
    }

    NftChain.Rule rule() throws NftError {
        var from = cursor.place();
        var statements = new ArrayList<Statement>();
        while (!cursor.peek().endsStatement() && !cursor.sees("}")) {
            statements.add(statement());
        }
        return new NftChain.Rule(List.copyOf(statements), counted(cursor.words(from)));
    }

    /** A counter is listed with what it counted; nothing is counted here. */
    private static String counted(String words) {
        return words.replaceAll("\\bcounter\\b(?! packets)", "counter packets 0 bytes 0");
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
            case "masquerade" -> masquerade();
            case "counter", "log", "limit", "comment" -> aside(cursor.next().text());
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
        switch (kind) {
            case "comment" -> cursor.word();
            case "log" -> skipPairs(List.of("prefix", "level", "flags"));
            case "counter" -> skipPairs(List.of("packets", "bytes"));
            default -> {
                cursor.need("rate");
                cursor.take("over");
                cursor.word();
                skipPairs(List.of("burst"));
                cursor.take("packets");
            }
        }
        return new Statement.Aside();
    }

    private void skipPairs(List<String> keys) throws NftError {
        while (keys.stream().anyMatch(cursor::sees)) {
            cursor.next();
            cursor.word();
        }
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
        while (cursor.take("random") || cursor.take("fully-random") || cursor.take("persistent") || cursor.take(",")) {
            // how ports are chosen changes nothing here
        }
        return new Statement.Masquerade();
    }

    private Statement dnat() throws NftError {
        cursor.next();
        if (cursor.take("ip") && cursor.take("addr")) {
            cursor.need(".");
            cursor.need("port");
        }
        cursor.need("to");
        var field = field();
        if (field.isEmpty()) {
            return new Statement.Dnat(List.of(), Optional.empty(), List.of(new Mapped(List.of(), target())));
        }
        var key = fields(field.get());
        cursor.need("map");
        if (cursor.sees("@")) {
            return new Statement.Dnat(key, Optional.of(reference()), List.of());
        }
        return new Statement.Dnat(key, Optional.empty(), cases(key));
    }

    private List<Token> target() throws NftError {
        var address = cursor.word();
        Value.parse("ipv4_addr", address);
        if (!cursor.take(":")) {
            return List.of(address);
        }
        var port = cursor.word();
        Value.parse("inet_service", port);
        return List.of(address, port);
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

    private Optional<Field> field() throws NftError {
        var word = cursor.peek().text();
        if (cursor.peek().quoted()) {
            return Optional.empty();
        }
        if (word.equals("fib")) {
            for (var part : List.of("fib", "daddr", "type")) {
                cursor.need(part);
            }
            return Optional.of(Field.FIB_DADDR_TYPE);
        }
        if (ONE_WORD.containsKey(word)) {
            cursor.next();
            return Optional.ofNullable(ONE_WORD.get(word));
        }
        var start = cursor.next();
        var field = Optional.ofNullable(
                TWO_WORDS.get(start.text() + " " + cursor.peek().text()));
        if (field.isEmpty()) {
            cursor.back();
        } else {
            cursor.next();
        }
        return field;
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
