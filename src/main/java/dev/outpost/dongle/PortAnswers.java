package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.DeviceAnswers;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The answers of one port, each question asked once, and how patient to be with a modem of its speed. */
final class PortAnswers {
    private static final int MOST_SILENCES = 2;

    /** A port that answers at once gets this long for a question that it may not know. */
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    /** A good port may take 3 s in all: after this only what decides is asked. */
    private static final Duration HURRY = Duration.ofMillis(2300);

    private final Target target;
    private final Dialogue dialogue;
    private final LongSupplier nanos;
    private final Map<AtCommand, AtResponse> answers = new LinkedHashMap<>();
    private long awake;
    private long slowest;
    private int silences;

    PortAnswers(Target target, Dialogue dialogue, LongSupplier nanos) {
        this.target = target;
        this.dialogue = dialogue;
        this.nanos = nanos;
        this.awake = nanos.getAsLong();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** Live, in the order asked. */
    Map<AtCommand, AtResponse> answers() {
        return answers;
    }

    /** The port has answered for the first time: its three seconds begin. */
    void isAwake() {
        awake = nanos.getAsLong();
    }

    /** Asks what was not asked before and may be asked of this device; a port that is no use is not bothered. */
    AtResponse ask(AtCommand command) {
        var known = answers.get(command);
        if (known != null) {
            return known;
        }
        var late = nanos.getAsLong() - awake > HURRY.toNanos() && command.canBeLeftOut();
        if (late || isHopeless() || target.neverAsk().contains(command)) {
            return new AtResponse.Silence(Duration.ZERO);
        }
        var answer = timed(command, patience(command));
        silences = answer instanceof AtResponse.Silence ? silences + 1 : 0;
        answers.put(command, answer);
        return answer;
    }

    /** Asks the same once more; the first answer stays where no second comes. */
    AtResponse again(AtCommand command) {
        var first = Optional.ofNullable(answers.remove(command));
        var second = ask(command);
        if (!second.isFinal()) {
            first.ifPresent(answer -> answers.put(command, answer));
        }
        return second;
    }

    /**
     * A name that came with more lines than one is asked for once more, as is one that was refused in a storm of unasked lines: what both answers
     * hold is the answer.
     */
    void confirm(AtCommand command, boolean storms) {
        var first = lines(command);
        if (first.size() == 1 || (first.isEmpty() && !storms)) {
            return;
        }
        var both = again(command).lines().stream()
                .filter(line -> first.isEmpty() || first.contains(line))
                .toList();
        if (!both.isEmpty()) {
            answers.put(command, new AtResponse.Ok(both));
        }
    }

    /** Asks whatever was said before. */
    AtResponse timed(AtCommand command, Duration patience) {
        var asked = nanos.getAsLong();
        var answer = dialogue.ask(command, patience);
        if (answer.isFinal()) {
            slowest = Math.max(slowest, nanos.getAsLong() - asked);
        }
        return answer;
    }

    List<String> lines(AtCommand command) {
        var answer = answers.get(command);
        return answer == null ? List.of() : answer.lines();
    }

    Optional<String> manufacturer() {
        return DeviceAnswers.maker(lines(AtCommand.MANUFACTURER))
                .or(() -> DeviceAnswers.maker(lines(AtCommand.INFORMATION)));
    }

    Dialect dialect() {
        return Dialect.of(manufacturer(), target.vid());
    }

    private boolean isHopeless() {
        return silences > MOST_SILENCES
                || dialogue.isBehind()
                || dialogue.stranger().isPresent();
    }

    /** SIM and network may take their time; else no longer than a modem of this speed needs. */
    private Duration patience(AtCommand command) {
        return switch (command) {
            case SIM_STATE, SIM_TRIES_BY_CARD, IMSI, OPERATOR -> command.patience();
            default -> {
                var enough = Math.max(ENOUGH.toNanos(), slowest * 8);
                yield Duration.ofNanos(Math.max(Math.min(command.patience().toNanos(), enough), slowest * 2));
            }
        };
    }
}
