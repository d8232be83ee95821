package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Chatter;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.NameParser;
import dev.outpost.dongle.ProbedPort.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The questions to one open port, in the order that does no harm and costs least time: facts/modems.md#order-of-questions. */
final class PortSession {
    /** All that one port may take, whatever it does. */
    static final Duration BUDGET = Duration.ofSeconds(9);

    private static final Duration FIRST_LISTEN = Duration.ofMillis(300);
    private static final Duration SLOW = Duration.ofSeconds(3);

    /** A dongle that was just plugged in may need them all; it often says nothing for 5 to 20 s. */
    private static final int TRIES = 5;

    private static final int QUICK_TRIES = 3;

    private final Target target;
    private final PortTarget port;
    private final Dialogue dialogue;
    private final Election election;
    private final Asking asking;

    PortSession(Target target, PortTarget port, AtPort open, Election election, LongSupplier nanos) {
        this(target, port, open, election, nanos, BUDGET);
    }

    /** @param budget all that it may take; not above {@link #BUDGET} */
    PortSession(Target target, PortTarget port, AtPort open, Election election, LongSupplier nanos, Duration budget) {
        this.target = target;
        this.port = port;
        this.dialogue = new Dialogue(open, nanos, budget);
        this.election = election;
        this.asking = new Asking(target, dialogue, nanos);
    }

    PortResult run() {
        var chatter = dialogue.listen(FIRST_LISTEN);
        if (chatter.kind().isHandsOff() || !wakes()) {
            election.isOut(port);
            return result(verdict().roleByBytes(), verdict().bytesInWords());
        }
        asking.isAwake();
        settle();
        introduce();
        var named = isNamed();
        if (!named || verdict().isLost()) {
            election.isOut(port);
        } else if (election.wins(port)) {
            new Details(asking).ask();
            election.isFinished();
        }
        if (dialogue.isBehind()) {
            asking.answers().keySet().retainAll(Set.of(AtCommand.AT));
        }
        return result(verdict().role(named), verdict().evidence(named));
    }

    /** AT, again and again while the dongle may still be starting; with patience where something dribbles in. */
    private boolean wakes() {
        for (int i = 0; i < TRIES; i++) {
            if (i > 0 && election.finished()) {
                return false;
            }
            var command = isMuted(i) ? AtCommand.RESULTS : AtCommand.AT;
            var dribbles = i >= QUICK_TRIES && dialogue.chatter().kind() == Chatter.Kind.TEXT;
            var answer = asking.timed(command, dribbles ? SLOW : AtCommand.AT.patience());
            asking.answers().put(AtCommand.AT, answer);
            if (answer.isFinal() || answer instanceof AtResponse.Lost) {
                return answer.isFinal();
            }
            var kind = dialogue.chatter().kind();
            if (kind.isHandsOff() || (i + 1 >= QUICK_TRIES && kind == Chatter.Kind.NOISE)) {
                return false;
            }
        }
        return false;
    }

    /** Q1 swallows the ends of answers. An echo without an end tells it at once; of a silent port it is the last guess. */
    private boolean isMuted(int attempt) {
        return attempt == TRIES - 1 || (attempt == 1 && dialogue.echoes());
    }

    private void settle() {
        asking.ask(AtCommand.ECHO_OFF);
        if (dialogue.speaksNumbers()) {
            asking.ask(AtCommand.VERBOSE);
        }
        asking.ask(AtCommand.ERRORS_BY_NUMBER);
        if (Dialect.of(Optional.empty(), target.vid()) == Dialect.HUAWEI) {
            asking.ask(AtCommand.HUAWEI_QUIET);
        }
    }

    private void introduce() {
        List.of(AtCommand.MANUFACTURER, AtCommand.MODEL, AtCommand.REVISION, AtCommand.IMEI)
                .forEach(asking::ask);
        List.of(AtCommand.MANUFACTURER, AtCommand.MODEL, AtCommand.IMEI)
                .forEach(command -> asking.confirm(command, dialogue.storms()));
        if (asking.manufacturer().isEmpty()
                || NameParser.parse(asking.lines(AtCommand.MODEL)).isEmpty()) {
            asking.ask(AtCommand.INFORMATION);
        }
        if (asking.dialect() == Dialect.HUAWEI) {
            asking.ask(AtCommand.HUAWEI_QUIET);
        }
    }

    private boolean isNamed() {
        return List.of(
                        AtCommand.MANUFACTURER,
                        AtCommand.MODEL,
                        AtCommand.REVISION,
                        AtCommand.IMEI,
                        AtCommand.INFORMATION)
                .stream()
                .anyMatch(c -> !asking.lines(c).isEmpty());
    }

    private PortVerdict verdict() {
        return new PortVerdict(dialogue, asking.answers());
    }

    private PortResult result(Role role, String evidence) {
        return new PortResult(
                new ProbedPort(port.path(), port.interfaceNumber(), role, evidence),
                asking.answers(),
                dialogue.parked());
    }
}
