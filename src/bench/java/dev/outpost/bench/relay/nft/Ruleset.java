package dev.outpost.bench.relay.nft;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything nftables holds at one moment. Loading makes another one, or fails and leaves this. */
public final class Ruleset {

    public static final Ruleset EMPTY = new Ruleset(Map.of());

    private final Map<String, NftTable> tables;

    Ruleset(Map<String, NftTable> tables) {
        this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /**
     * What would be after a text of commands.
     *
     * @throws NftError when anything in it is refused; nothing is then changed
     */
    public Ruleset load(String text) throws NftError {
        return new Ruleset(new Loader(tables, Lexer.tokens(text)).load());
    }

    /** All tables as {@code nft list ruleset} prints them. */
    public String text() {
        return tables.values().stream().map(NftTable::text).collect(Collectors.joining());
    }

    /** {@code nft list tables}. */
    public String names() {
        return tables.keySet().stream().map(key -> "table " + key + "\n").collect(Collectors.joining());
    }

    /** {@code nft list chains}. */
    public String chains() {
        return tables.values().stream().map(NftTable::chainHeads).collect(Collectors.joining());
    }

    /** {@code nft list table FAMILY NAME}. */
    public Optional<String> table(String family, String name) {
        return Optional.ofNullable(tables.get(family + " " + name)).map(NftTable::text);
    }

    /** {@code nft list set FAMILY TABLE NAME}, or a map, or a chain. */
    public Optional<String> part(String family, String table, String name) {
        return Optional.ofNullable(tables.get(family + " " + table))
                .flatMap(found -> Optional.ofNullable(found.sets().get(name))
                        .map(NftSet::text)
                        .or(() -> Optional.ofNullable(found.chains().get(name)).map(chain -> chain.text(true))))
                .map(body -> "table " + family + " " + table + " {\n" + body + "}\n");
    }

    Collection<NftTable> tables() {
        return tables.values();
    }
}
