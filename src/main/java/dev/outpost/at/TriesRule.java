package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;

/**
 * A question for the tries that a PIN has left, and what takes the number out of its answer, for a shell.
 *
 * @param question an AT line
 * @param sed for {@code sed -n}
 */
public record TriesRule(String question, String sed) {
    /** Every way that a modem of this dialect may know, as {@link PinTriesParser} reads them. */
    public static List<TriesRule> of(Dialect dialect) {
        var ways = new ArrayList<>(dialect.tries());
        ways.addFirst(AtCommand.SIM_TRIES_BY_CARD);
        if (!ways.contains(AtCommand.SIM_TRIES)) {
            ways.add(AtCommand.SIM_TRIES);
        }
        return ways.stream()
                .flatMap(way -> PinTriesParser.sed(way).map(sed -> new TriesRule(way.text(), sed)).stream())
                .toList();
    }
}
