package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPorts;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Dialogue;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.RemoteLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A modem's serial ports, of which not every one answers AT. */
public final class ModemPorts {
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final int TRIES = 2;

    /** Each is a channel of its own, and a silent one takes seconds. */
    private static final int AT_MOST = 3;

    private final AtPorts ports;
    private final List<String> ttys;

    /** @param ttys their nodes, the likeliest first */
    public ModemPorts(AtPorts ports, List<String> ttys) {
        this.ports = ports;
        this.ttys = ttys.stream().distinct().limit(AT_MOST).toList();
    }

    /** Those of a router. */
    public static ModemPorts on(RemoteLink link, List<String> ttys) {
        return new ModemPorts(new RouterPorts(link), ttys);
    }

    List<String> ttys() {
        return ttys;
    }

    /** Talks to the first port that answers AT; empty where none does. */
    <T> Optional<T> talk(Function<Dialogue, T> talk) {
        for (var tty : ttys) {
            try (var port = ports.open(tty)) {
                var dialogue = new Dialogue(port, ports.ticker()::nanos, BUDGET);
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
    public List<String> evidence() {
        return talk(dialogue -> Stream.of(
                                AtCommand.SIM_STATE,
                                AtCommand.SIGNAL,
                                AtCommand.REGISTRATION,
                                AtCommand.REGISTRATION_EPS)
                        .map(dialogue::ask)
                        .flatMap(ModemPorts::words)
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> words(AtResponse answer) {
        return answer instanceof AtResponse.CmeError ? Stream.of(answer.inWords()) : answer.lines().stream();
    }
}
