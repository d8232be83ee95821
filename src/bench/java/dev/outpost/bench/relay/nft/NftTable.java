package dev.outpost.bench.relay.nft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table with what it owns, each in the order it was made. */
record NftTable(String family, String name, Map<String, NftSet> sets, Map<String, NftChain> chains) {

    NftTable {
        sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
    }

    String key() {
        return family + " " + name;
    }

    boolean seesIpv4() {
        return family.equals("inet") || family.equals("ip");
    }

    NftTable with(NftSet set) {
        var more = new LinkedHashMap<>(sets);
        more.put(set.name(), set);
        return new NftTable(family, name, more, chains);
    }

    NftTable with(NftChain chain) {
        var more = new LinkedHashMap<>(chains);
        more.put(chain.name(), chain);
        return new NftTable(family, name, sets, more);
    }

    String text() {
        return "table " + key() + " {\n"
                + Stream.concat(
                                sets.values().stream().map(NftSet::text),
                                chains.values().stream().map(chain -> chain.text(true)))
                        .collect(Collectors.joining("\n"))
                + "}\n";
    }

    String chainHeads() {
        return "table " + key() + " {\n"
                + chains.values().stream().map(chain -> chain.text(false)).collect(Collectors.joining()) + "}\n";
    }
}
