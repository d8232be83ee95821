package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** Huawei's {@code ^NDISSTATQRY: 1,,,IPV4}, one or two lines, two families in one line, any case: connected where any starts with 1. */
public final class NdisstatqryParser {
    private NdisstatqryParser() {}

    /** Whether the bearer is up; empty when the answer does not say. */
    public static Optional<Boolean> parse(List<String> lines) {
        return Fields.of("^NDISSTATQRY", lines).stream()
                .flatMap(f -> f.number(0).stream())
                .map(n -> n == 1)
                .reduce(Boolean::logicalOr);
    }
}
