package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtResponse;
import dev.outpost.at.DeviceAnswers;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.PortNoise;
import dev.outpost.dongle.ProbedPort.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The questions to one open port, in the order that does no harm and costs least time: facts/modems.md#order-of-questions. */
final class PortSession {
    /** All that one port may take, whatever it does. */
    static final Duration BUDGET = Duration.ofSeconds(9);

    private static final Duration FIRST_LISTEN = Duration.ofMillis(300);
    private static final Duration SLOW = Duration.ofSeconds(3);

    /** A dongle that was just plugged in may need them all; it often says nothing for 5 to 20 s. */
    private static final int TRIES = 5;

    private static final int QUICK_TRIES = 3;

    private static final List<AtCommand> NAMES =
            List.of(AtCommand.MANUFACTURER, AtCommand.MODEL, AtCommand.REVISION, AtCommand.IMEI);

    private final Target target;
    private final Target.Port port;
    private final Dialogue dialogue;
    private final Prober.Election election;
    private final PortAnswers asking;

    /** @param budget all that it may take; not above {@link #BUDGET} */
    PortSession(
            Target target,
            Target.Port port,
            AtPort open,
            Prober.Election election,
            LongSupplier nanos,
            Duration budget) {
        this.target = target;
        this.port = port;
        this.dialogue = new Dialogue(open, nanos, budget);
        this.election = election;
        this.asking = new PortAnswers(target, dialogue, nanos);
    }

    PortReports.Result run() {
        var noise = dialogue.listen(FIRST_LISTEN);
        if (noise.kind().isHandsOff() || !wakes()) {
            election.isOut(port);
            return result(roleByBytes(), bytesInWords());
        }
        asking.isAwake();
        settle();
        introduce();
        var named = isNamed();
        if (!named || isLost()) {
            election.isOut(port);
        } else if (election.wins(port)) {
            new DetailQuestions(asking).ask();
            election.isFinished();
        }
        if (dialogue.isBehind()) {
            asking.answers().keySet().retainAll(Set.of(AtCommand.AT));
        }
        return result(role(named), evidence(named));
    }

    /** AT, again and again while the dongle may still be starting; with patience where something dribbles in. */
    private boolean wakes() {
        for (int i = 0; i < TRIES; i++) {
            if (i > 0 && election.finished()) {
                return false;
            }
            var command = isMuted(i) ? AtCommand.RESULTS : AtCommand.AT;
            var dribbles = i >= QUICK_TRIES && dialogue.noise().kind() == PortNoise.Kind.TEXT;
            var answer = asking.timed(command, dribbles ? SLOW : AtCommand.AT.patience());
            asking.answers().put(AtCommand.AT, answer);
            if (answer.isFinal() || answer instanceof AtResponse.Lost) {
                return answer.isFinal();
            }
            var kind = dialogue.noise().kind();
            if (kind.isHandsOff() || (i + 1 >= QUICK_TRIES && kind == PortNoise.Kind.NOISE)) {
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
        NAMES.forEach(asking::ask);
        List.of(AtCommand.MANUFACTURER, AtCommand.MODEL, AtCommand.IMEI)
                .forEach(command -> asking.confirm(command, dialogue.storms()));
        if (asking.manufacturer().isEmpty()
                || DeviceAnswers.name(asking.lines(AtCommand.MODEL)).isEmpty()) {
            asking.ask(AtCommand.INFORMATION);
        }
        if (asking.dialect() == Dialect.HUAWEI) {
            asking.ask(AtCommand.HUAWEI_QUIET);
        }
    }

    private boolean isNamed() {
        return Stream.concat(NAMES.stream(), Stream.of(AtCommand.INFORMATION))
                .anyMatch(c -> !asking.lines(c).isEmpty());
    }

    private PortReports.Result result(Role role, String evidence) {
        return new PortReports.Result(
                new ProbedPort(port.path(), port.interfaceNumber(), role, evidence),
                asking.answers(),
                dialogue.takeParked());
    }

    private boolean isLost() {
        return asking.answers().values().stream().anyMatch(AtResponse.Lost.class::isInstance);
    }

    /** What keeps it from being what it is, where something does. */
    private Optional<Role> trouble() {
        if (dialogue.isWedged()) {
            return Optional.of(Role.WEDGED);
        }
        if (isLost()) {
            return Optional.of(Role.LOST);
        }
        return dialogue.stranger().map(_ -> Role.BUSY);
    }

    private Role role(boolean named) {
        return trouble().orElse(named && !dialogue.isBehind() ? Role.AT : Role.AT_LIMITED);
    }

    private String evidence(boolean named) {
        if (isLost()) {
            return "answered AT, then: " + lostBecause();
        }
        if (dialogue.stranger().isPresent()) {
            return "used by another program at the same time, which sent "
                    + dialogue.stranger().get();
        }
        if (dialogue.isBehind()) {
            return "answers AT, but each answer belongs to the question before: nothing it said is believed";
        }
        if (!named) {
            return "answers AT with " + said(AtCommand.AT) + ", AT+CGMI with " + said(AtCommand.MANUFACTURER);
        }
        var who = asking.manufacturer().map(m -> "AT+CGMI says " + m).orElse("it names no maker");
        return "answers AT; " + who;
    }

    private String said(AtCommand command) {
        var answer = asking.answers().get(command);
        return answer == null ? "nothing" : answer.inWords();
    }

    private Role roleByBytes() {
        return trouble().orElseGet(() -> switch (dialogue.noise().kind()) {
            case NOTHING -> Role.SILENT;
            case PPP -> Role.PPP;
            case NMEA -> Role.NMEA;
            case FRAMES -> Role.DIAG;
            case TEXT, LOG, NOISE -> Role.UNKNOWN;
        });
    }

    private String bytesInWords() {
        if (isLost()) {
            return lostBecause();
        }
        if (dialogue.stranger().isPresent()) {
            return evidence(false);
        }
        var noise = dialogue.noise();
        return switch (noise.kind()) {
            case NOTHING -> "no answer to AT; a dongle may need 30 s after it was plugged in";
            case PPP -> "PPP frames: a session is up on this port, left alone";
            case NMEA -> "position sentences";
            case FRAMES -> "frames in 0x7e: diagnostics, left alone (" + noise.inHex() + ")";
            case LOG -> "a debug log, no AT";
            case TEXT ->
                dialogue.echoes()
                        ? "echoes AT and never ends an answer, not even after ATQ0"
                        : noise.count() + " bytes of text, but no answer to AT";
            case NOISE -> noise.count() + " bytes that are no AT: " + noise.inHex();
        };
    }

    private String lostBecause() {
        return asking.answers().values().stream()
                .filter(AtResponse.Lost.class::isInstance)
                .map(AtResponse::inWords)
                .findFirst()
                .orElse("the port is gone");
    }
}
