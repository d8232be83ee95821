package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads every counter of PIN tries that a modem of this dialect may know. */
final class PinCounters {
    /** Not allowed, not supported, unknown parameters: it will not know tomorrow either. */
    private static final Set<Integer> DOES_NOT_KNOW = Set.of(3, 4, 50, 100);

    private final Dialogue dialogue;
    private final Dialect dialect;
    private final Set<AtCommand> neverAsk;

    PinCounters(Dialogue dialogue, Dialect dialect, Set<AtCommand> neverAsk) {
        this.dialogue = dialogue;
        this.dialect = dialect;
        this.neverAsk = neverAsk;
    }

    /**
     * What they said.
     *
     * @param lowest of those that answered
     * @param doubt why they cannot be relied on: an answer got lost, or a counter is busy
     */
    record Counted(Optional<Integer> lowest, Optional<String> doubt) {}

    Counted read() {
        var told = new ArrayList<Integer>();
        for (var way : ways()) {
            var answer = dialogue.ask(way, AtCommand.SIM_STATE.patience());
            PinTriesParser.parse(way, answer.lines()).ifPresent(told::add);
            var doubt = doubt(way, answer);
            if (doubt.isPresent()) {
                return new Counted(told.stream().min(Integer::compare), doubt);
            }
        }
        return new Counted(told.stream().min(Integer::compare), Optional.empty());
    }

    private List<AtCommand> ways() {
        var ways = new ArrayList<AtCommand>();
        ways.add(AtCommand.SIM_TRIES_BY_CARD);
        ways.addAll(dialect.tries());
        if (!ways.contains(AtCommand.SIM_TRIES)) {
            ways.add(AtCommand.SIM_TRIES);
        }
        ways.removeAll(neverAsk);
        return ways;
    }

    /** A counter that does not know the question is none; any other failure may hide the one that is low. */
    private static Optional<String> doubt(AtCommand way, AtResponse answer) {
        return switch (answer) {
            case AtResponse.Ok ok -> Optional.empty();
            case AtResponse.Refused refused -> Optional.empty();
            case AtResponse.CmeError(var code, var text) ->
                code.isEmpty() || code.filter(DOES_NOT_KNOW::contains).isPresent()
                        ? Optional.empty()
                        : Optional.of(way.text() + " said " + answer.inWords());
            case AtResponse.Silence silence -> Optional.of(way.text() + " got " + answer.inWords());
            case AtResponse.Lost lost -> Optional.of(answer.inWords());
        };
    }
}
