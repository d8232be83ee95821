package dev.outpost.bench.router.fw4;

import java.util.Locale;
import java.util.Optional;

/** What a zone or a rule does with a packet. */
public enum Policy {
    ACCEPT,
    REJECT,
    DROP;

    static Optional<Policy> of(String word) {
        for (var policy : values()) {
            if (policy.name().equalsIgnoreCase(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
