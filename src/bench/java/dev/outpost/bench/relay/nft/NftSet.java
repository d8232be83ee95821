package dev.outpost.bench.relay.nft;

import java.util.List;

/**
 * A named set or map.
 *
 * @param types data types of the key, one or several
 * @param results data types of what the key stands for; empty for a set
 * @param shown the elements as they were written
 */
record NftSet(
        String name,
        List<String> types,
        List<String> results,
        boolean interval,
        List<Statement.Mapped> elements,
        List<String> shown) {

    boolean isMap() {
        return !results.isEmpty();
    }

    String text() {
        var text = new StringBuilder("\t" + (isMap() ? "map " : "set ") + name + " {\n");
        text.append("\t\ttype ").append(String.join(" . ", types));
        if (isMap()) {
            text.append(" : ").append(String.join(" . ", results));
        }
        text.append("\n");
        if (interval) {
            text.append("\t\tflags interval\n");
        }
        if (!shown.isEmpty()) {
            text.append("\t\telements = { ")
                    .append(String.join(",\n\t\t\t     ", shown))
                    .append(" }\n");
        }
        return text.append("\t}\n").toString();
    }
}
