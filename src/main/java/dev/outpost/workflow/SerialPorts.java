package dev.outpost.workflow;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPorts;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Dialogue;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A modem's serial ports, of which not every one answers AT.
 *
 * @param ttys their nodes, the likeliest first
 */
record SerialPorts(AtPorts ports, List<String> ttys) {
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final int TRIES = 2;

    /** Each is a channel of its own, and a silent one takes seconds. */
    private static final int AT_MOST = 3;

    SerialPorts {
        ttys = ttys.stream().distinct().limit(AT_MOST).toList();
    }

    /** Talks to the first port that answers AT; empty where none does. */
    <T> Optional<T> talk(Function<Dialogue, T> talk) {
        for (var tty : ttys) {
            try (var port = ports.open(tty)) {
                var dialogue = new Dialogue(port, Ticker.REAL::nanos, BUDGET);
                if (Stream.generate(() -> dialogue.ask(AtCommand.AT))
                        .limit(TRIES)
                        .anyMatch(AtResponse::isFinal)) {
                    return Optional.of(talk.apply(dialogue));
                }
            } catch (AtPorts.PortRefused e) {
                // held by another program, or gone: the next one
            }
        }
        return Optional.empty();
    }

    /** What the modem says of SIM, signal and registration: looks only. */
    List<String> evidence() {
        return talk(dialogue -> Stream.of(
                                AtCommand.SIM_STATE,
                                AtCommand.SIGNAL,
                                AtCommand.REGISTRATION,
                                AtCommand.REGISTRATION_EPS)
                        .map(dialogue::ask)
                        .flatMap(SerialPorts::words)
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> words(AtResponse answer) {
        return answer instanceof AtResponse.CmeError ? Stream.of(answer.inWords()) : answer.lines().stream();
    }
}
