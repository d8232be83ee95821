package dev.outpost.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a dongle is recognised by.
 *
 * @param id {@code 12d1:1506}; empty where only a port is known
 * @param triples {@code ff/02/16}, one for each interface
 * @param model as the modem says it
 */
public record Fingerprint(
        Optional<String> id,
        List<String> triples,
        Optional<String> manufacturer,
        Optional<String> product,
        Optional<String> model) {
    public Fingerprint {
        triples = List.copyOf(triples);
    }
}
