package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Chatter;
import dev.outpost.at.CpinParser;
import dev.outpost.at.CregParser;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.NameParser;
import dev.outpost.dongle.ProbedPort.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The questions to one open port, in the order that does no harm and costs least time: modems.md 11.3. */
final class PortSession {
    /** All that one port may take, whatever it does. */
    static final Duration BUDGET = Duration.ofSeconds(9);

    private static final Duration FIRST_LISTEN = Duration.ofMillis(300);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final int TRIES = 3;
    private static final int MOST_SILENCES = 2;

    /** A port that answers at once gets this long for a question that it may not know. */
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    /** A good port may take 3 s in all: after this only what decides is asked. */
    private static final Duration HURRY = Duration.ofMillis(2300);

    private static final Set<AtCommand> CAN_BE_LEFT_OUT = Set.of(
            AtCommand.MNC_LENGTH,
            AtCommand.ICCID,
            AtCommand.HUAWEI_ICCID,
            AtCommand.QUECTEL_NETWORK,
            AtCommand.CONTEXTS,
            AtCommand.CONTEXT_ADDRESS,
            AtCommand.CONTEXT_GRANTED,
            AtCommand.REGISTRATION_GPRS,
            AtCommand.REGISTRATION,
            AtCommand.SIGNAL,
            AtCommand.SIGNAL_EXTENDED);

    private final Target target;
    private final PortTarget port;
    private final Dialogue dialogue;
    private final Election election;
    private final Map<AtCommand, AtResponse> answers = new LinkedHashMap<>();
    private final LongSupplier nanos;
    private final long started;
    private long slowest;
    private int silences;

    PortSession(Target target, PortTarget port, AtPort open, Election election, LongSupplier nanos) {
        this.target = target;
        this.port = port;
        this.dialogue = new Dialogue(open, nanos, BUDGET);
        this.election = election;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
    }

    PortResult run() {
        var chatter = dialogue.listen(FIRST_LISTEN);
        if (chatter.kind().isHandsOff() || !wakes()) {
            election.isOut(port);
            return result(verdict().roleByBytes(), verdict().bytesInWords());
        }
        settle();
        introduce();
        var named = isNamed();
        if (!named || verdict().isLost()) {
            election.isOut(port);
        } else if (election.wins(port)) {
            details();
            election.isFinished();
        }
        return result(verdict().role(named), verdict().evidence(named));
    }

    /** AT, up to three times; once more with patience where something dribbles in. */
    private boolean wakes() {
        for (int i = 0; i < TRIES; i++) {
            if (i > 0 && election.finished()) {
                return false;
            }
            var answer = timed(AtCommand.AT, AtCommand.AT.patience());
            answers.put(AtCommand.AT, answer);
            if (answer.isFinal() || answer instanceof AtResponse.Lost) {
                return answer.isFinal();
            }
            if (dialogue.chatter().kind().isHandsOff()) {
                return false;
            }
        }
        if (dialogue.chatter().kind() != Chatter.Kind.TEXT) {
            return false;
        }
        var late = timed(AtCommand.AT, SLOW);
        answers.put(AtCommand.AT, late);
        return late.isFinal();
    }

    private void settle() {
        ask(AtCommand.ECHO_OFF);
        if (dialogue.speaksNumbers()) {
            ask(AtCommand.VERBOSE);
        }
        ask(AtCommand.ERRORS_BY_NUMBER);
        if (Dialect.of(Optional.empty(), target.vid()) == Dialect.HUAWEI) {
            ask(AtCommand.HUAWEI_QUIET);
        }
    }

    private void introduce() {
        List.of(AtCommand.MANUFACTURER, AtCommand.MODEL, AtCommand.REVISION, AtCommand.IMEI)
                .forEach(this::ask);
        if (manufacturer().isEmpty() || NameParser.parse(lines(AtCommand.MODEL)).isEmpty()) {
            ask(AtCommand.INFORMATION);
        }
        if (dialect() == Dialect.HUAWEI) {
            ask(AtCommand.HUAWEI_QUIET);
        }
    }

    private void details() {
        var wants = CpinParser.parse(ask(AtCommand.SIM_STATE));
        if (wants == CpinParser.Wants.UNKNOWN && isBusy()) {
            dialogue.listen(Duration.ofSeconds(1));
            answers.remove(AtCommand.SIM_STATE);
            wants = CpinParser.parse(ask(AtCommand.SIM_STATE));
        }
        if (wants != CpinParser.Wants.SIM) {
            ask(AtCommand.SIM_TRIES_BY_CARD);
            dialect().tries().forEach(this::ask);
        }
        if (wants == CpinParser.Wants.NOTHING) {
            List.of(AtCommand.IMSI, dialect().iccid(), AtCommand.MNC_LENGTH).forEach(this::ask);
        }
        network();
        dialect().questions().forEach(this::ask);
        ask(AtCommand.CONTEXTS);
        if (isRegistered()) {
            ask(AtCommand.CONTEXT_ADDRESS);
            ask(AtCommand.CONTEXT_GRANTED);
        }
    }

    private void network() {
        ask(AtCommand.REGISTRATION_EPS);
        if (!isRegistered()) {
            ask(AtCommand.REGISTRATION_GPRS);
            ask(AtCommand.REGISTRATION);
        }
        List.of(AtCommand.OPERATOR, AtCommand.SIGNAL, AtCommand.SIGNAL_EXTENDED).forEach(this::ask);
    }

    private AtResponse ask(AtCommand command) {
        var known = answers.get(command);
        if (known != null) {
            return known;
        }
        var late = nanos.getAsLong() - started > HURRY.toNanos() && CAN_BE_LEFT_OUT.contains(command);
        if (silences > MOST_SILENCES || late || target.neverAsk().contains(command)) {
            return new AtResponse.Silence(Duration.ZERO);
        }
        var answer = timed(command, patience(command));
        silences = answer instanceof AtResponse.Silence ? silences + 1 : 0;
        answers.put(command, answer);
        return answer;
    }

    private AtResponse timed(AtCommand command, Duration patience) {
        var asked = nanos.getAsLong();
        var answer = dialogue.ask(command, patience);
        if (answer.isFinal()) {
            slowest = Math.max(slowest, nanos.getAsLong() - asked);
        }
        return answer;
    }

    /** SIM and network may take their time; else no longer than a modem of this speed needs. */
    private Duration patience(AtCommand command) {
        return switch (command) {
            case SIM_STATE, SIM_TRIES_BY_CARD, IMSI, OPERATOR -> command.patience();
            default -> {
                var enough = Math.max(ENOUGH.toNanos(), slowest * 8);
                yield Duration.ofNanos(Math.min(command.patience().toNanos(), enough));
            }
        };
    }

    private boolean isBusy() {
        return answers.get(AtCommand.SIM_STATE) instanceof AtResponse.CmeError(var code, var text)
                && code.equals(Optional.of(14));
    }

    private boolean isRegistered() {
        return List.of(AtCommand.REGISTRATION_EPS, AtCommand.REGISTRATION_GPRS, AtCommand.REGISTRATION).stream()
                .flatMap(c -> CregParser.parse(c, lines(c)).stream())
                .anyMatch(stat -> stat == 1 || stat == 5);
    }

    private boolean isNamed() {
        return List.of(
                        AtCommand.MANUFACTURER,
                        AtCommand.MODEL,
                        AtCommand.REVISION,
                        AtCommand.IMEI,
                        AtCommand.INFORMATION)
                .stream()
                .anyMatch(c -> !lines(c).isEmpty());
    }

    private Dialect dialect() {
        return Dialect.of(manufacturer(), target.vid());
    }

    private Optional<String> manufacturer() {
        return NameParser.parse(lines(AtCommand.MANUFACTURER)).or(() -> NameParser.parse(lines(AtCommand.INFORMATION)));
    }

    private List<String> lines(AtCommand command) {
        var answer = answers.get(command);
        return answer == null ? List.of() : answer.lines();
    }

    private PortVerdict verdict() {
        return new PortVerdict(dialogue, answers);
    }

    private PortResult result(Role role, String evidence) {
        return new PortResult(
                new ProbedPort(port.path(), port.interfaceNumber(), role, evidence), answers, dialogue.parked());
    }
}
