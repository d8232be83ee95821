package dev.outpost.bench.relay.nft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The head of a base chain: {@code type filter hook forward priority filter + 5; policy accept;}. */
final class HookParser {

    private static final Map<String, Integer> PRIORITIES =
            Map.of("raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50, "srcnat", 100);
    private static final Set<String> HOOKS = Set.of("prerouting", "input", "forward", "output", "postrouting");

    private final Cursor cursor;

    HookParser(Cursor cursor) {
        this.cursor = cursor;
    }

    NftChain head(String name) throws NftError {
        cursor.need("type");
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
        var priority = priority();
        var shown = cursor.words(from);
        var accepts = true;
        if (cursor.take(";") && cursor.take("policy")) {
            accepts = !cursor.take("drop");
            if (accepts) {
                cursor.need("accept");
            }
        }
        return new NftChain(
                name, Optional.of(new NftChain.Hook(type.text(), hook.text(), priority, shown)), accepts, List.of());
    }

    private int priority() throws NftError {
        var word = cursor.word();
        var named = PRIORITIES.get(word.text());
        if (named == null) {
            return number(word);
        }
        if (cursor.take("+")) {
            return named + number(cursor.word());
        }
        return cursor.take("-") ? named - number(cursor.word()) : named;
    }

    private static int number(Token word) throws NftError {
        if (!word.text().matches("-?[0-9]{1,9}")) {
            throw new NftError(word, "invalid priority expression symbol in this context.");
        }
        return Integer.parseInt(word.text());
    }
}
