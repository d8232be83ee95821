package dev.outpost.at;

import dev.outpost.at.CpinParser.Wants;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends one PIN, once, and only where it cannot harm: the SIM asks for it, every counter that answers shows at least {@link #FLOOR} tries, the
 * card is the one that the PIN was given for, and nothing in its {@link PinMemory.History} keeps the PIN back.
 *
 * <p>The PIN is noted as spent before it goes out. Whatever comes back, or nothing, nothing is sent a second time: state and counters are
 * read again, and that is the report. No look uses this class; it is the only one that can make a command out of a PIN.
 */
public final class SimUnlock {
    /** With fewer tries left no program enters a PIN. */
    public static final int FLOOR = 3;

    /** The card may take so long to check a PIN. */
    private static final Duration CHECKING = Duration.ofSeconds(10);

    private static final Duration STARTS = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int WRONG_PASSWORD = 16;
    private static final int PUK_REQUIRED = 12;

    private final Dialogue dialogue;
    private final Dialect dialect;
    private final PinMemory memory;
    private boolean used;
    private boolean proven;
    private int triesBefore;

    SimUnlock(Dialogue dialogue, Dialect dialect, PinMemory memory) {
        this.dialogue = dialogue;
        this.dialect = dialect;
        this.memory = memory;
    }

    /** As the modem's maker has it, which is asked. */
    public static SimUnlock on(Dialogue dialogue, PinMemory memory) {
        var maker = DeviceAnswers.name(dialogue.ask(AtCommand.MANUFACTURER).lines());
        return new SimUnlock(dialogue, Dialect.of(maker, Optional.empty()), memory);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The IMSI of a card that is open. */
    public Optional<String> subscriber() {
        return CardAnswers.imsi(dialogue.ask(AtCommand.IMSI).lines());
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** The card asks for no PIN now. */
        default boolean isOpen() {
            return this instanceof NotNeeded || this instanceof Unlocked;
        }

        /** The SIM asks for no PIN. */
        record NotNeeded() implements Outcome {}

        /** The PIN was right. */
        record Unlocked() implements Outcome {}

        /** Nothing was sent. */
        record Refused(Rule rule, String because) implements Outcome {}

        /** The SIM does not take this PIN; it is never sent again. */
        record Wrong(Optional<Integer> triesLeft) implements Outcome {}

        /** It was sent and nobody knows whether it was taken; it is never sent again. */
        record Unclear(String because, Optional<Integer> triesLeft) implements Outcome {}
    }

    /** The rules that keep a PIN back. */
    public enum Rule {
        NOT_ASKED_FOR,
        OTHER_SIM,
        TRIES_UNKNOWN,
        TRIES_LOW,
        SENT_BEFORE,
        DOUBTFUL_PORT,
        NO_MEMORY
    }

    /** The two commands that are no looks. Only the enclosing class can make them. */
    static final class PinEntry implements Sendable {
        private final Pin pin;
        private final String before;

        private PinEntry(Pin pin, String before) {
            this.pin = pin;
            this.before = before;
        }

        @Override
        public String text() {
            return before + "\"" + pin.reveal() + "\"";
        }

        @Override
        public Duration patience() {
            return CHECKING;
        }

        @Override
        public String toString() {
            return before + "****";
        }
    }

    /**
     * Unlocks, or says why not. One use only: a second call refuses.
     *
     * @param givenFor whether a card is the one that the PIN belongs to
     */
    public Outcome unlock(Pin pin, Predicate<Iccid> givenFor) {
        if (used) {
            return refused(Rule.SENT_BEFORE, "this port had its one attempt");
        }
        used = true;
        dialogue.ask(AtCommand.ECHO_OFF);
        dialogue.ask(AtCommand.ERRORS_BY_NUMBER);
        var wants = CpinParser.parse(dialogue.ask(AtCommand.SIM_STATE));
        if (wants == Wants.READY) {
            return new Outcome.NotNeeded();
        }
        var sim = number();
        var kept = keptBack(wants, sim, givenFor);
        if (kept.isPresent()) {
            return kept.get();
        }
        return send(sim.orElseThrow(), pin);
    }

    /**
     * Takes the lock off a card that is open, for which it wants the PIN as well: by the same rules, unless this object has just opened it.
     *
     * @return NotNeeded where it has no lock
     */
    public Outcome removeLock(Pin pin, Predicate<Iccid> givenFor) {
        if (!isLocked()) {
            return new Outcome.NotNeeded();
        }
        var sim = number();
        if (sim.filter(givenFor).isEmpty()) {
            return refused(Rule.OTHER_SIM, "the card does not tell its number, or another one");
        }
        if (!proven) {
            var counted = PinTries.read(dialogue, dialect);
            if (counted.doubt().isPresent()
                    || counted.lowest().filter(left -> left >= FLOOR).isEmpty()) {
                return refused(Rule.TRIES_UNKNOWN, "nobody says for sure that three tries are left");
            }
            var unclaimed = unclaimed(sim.get(), pin, counted.lowest().get());
            if (unclaimed.isPresent()) {
                return unclaimed.get();
            }
        }
        dialogue.enter(new PinEntry(pin, "AT+CLCK=\"SC\",0,"));
        return isLocked()
                ? wrong(sim.get(), pin, PinTries.read(dialogue, dialect).lowest())
                : right(sim.get(), pin);
    }

    /** Whether the card asks for its PIN at each start; one that does not say may. */
    public boolean isLocked() {
        return dialogue.ask(AtCommand.SIM_LOCK).lines().stream()
                .noneMatch(line -> line.replace(" ", "").equals("+CLCK:0"));
    }

    /** State, number, counters, and then state and number again: a card that was changed meanwhile shows, and its number is the last word. */
    private Optional<Outcome> keptBack(Wants wants, Optional<Iccid> sim, Predicate<Iccid> givenFor) {
        if (wants != Wants.PIN) {
            return Optional.of(refused(Rule.NOT_ASKED_FOR, "the SIM does not ask for its PIN"));
        }
        if (sim.filter(givenFor).isEmpty()) {
            return Optional.of(refused(
                    Rule.OTHER_SIM,
                    sim.map(s -> s.masked() + " is not the SIM that the PIN was given for")
                            .orElse("the SIM does not tell its number")));
        }
        var counted = PinTries.read(dialogue, dialect);
        if (counted.doubt().isPresent()) {
            return Optional.of(refused(Rule.DOUBTFUL_PORT, counted.doubt().get()));
        }
        if (counted.lowest().isEmpty()) {
            return Optional.of(refused(Rule.TRIES_UNKNOWN, "nobody says how many tries are left"));
        }
        if (counted.lowest().get() < FLOOR) {
            return Optional.of(refused(Rule.TRIES_LOW, counted.lowest().get() + " tries are left"));
        }
        if (CpinParser.parse(dialogue.ask(AtCommand.SIM_STATE)) != Wants.PIN) {
            return Optional.of(refused(Rule.NOT_ASKED_FOR, "the SIM does not ask for its PIN any more"));
        }
        if (!sim.equals(number())) {
            return Optional.of(refused(Rule.OTHER_SIM, "the SIM was changed just now"));
        }
        triesBefore = counted.lowest().get();
        return doubtfulPort();
    }

    private Optional<Outcome> doubtfulPort() {
        if (dialogue.missedAnswers() > 0 || dialogue.isBehind()) {
            return Optional.of(refused(Rule.DOUBTFUL_PORT, "the port loses answers or mixes them up"));
        }
        return dialogue.stranger().map(s -> refused(Rule.DOUBTFUL_PORT, "another program talks there: " + s));
    }

    private Outcome send(Iccid sim, Pin pin) {
        var unclaimed = unclaimed(sim, pin, triesBefore);
        if (unclaimed.isPresent()) {
            return unclaimed.get();
        }
        var answer = dialogue.enter(new PinEntry(pin, "AT+CPIN="));
        var left = PinTries.read(dialogue, dialect).lowest();
        if (settled() == Wants.READY) {
            return right(sim, pin);
        }
        return switch (answer) {
            case AtResponse.CmeError(var code, var text)
            when code.filter(c -> c == WRONG_PASSWORD || c == PUK_REQUIRED).isPresent() -> wrong(sim, pin, left);
            case AtResponse.Refused refused -> wrong(sim, pin, left);
            case AtResponse.CmeError error -> unclear(sim, pin, error.inWords(), left);
            case AtResponse.Ok ok -> unclear(sim, pin, "the modem said OK, and the SIM is still locked", left);
            case AtResponse.Silence silence -> unclear(sim, pin, silence.inWords(), left);
            case AtResponse.Lost lost -> unclear(sim, pin, lost.inWords(), left);
        };
    }

    /** Why this PIN may not go out to this SIM; noted as spent where it may. */
    private Optional<Outcome> unclaimed(Iccid sim, Pin pin, int triesLeft) {
        try {
            return memory.claim(sim, pin, triesLeft)
                    ? Optional.empty()
                    : Optional.of(
                            refused(Rule.SENT_BEFORE, "this PIN was sent to this SIM before and was not found right"));
        } catch (IOException e) {
            return Optional.of(refused(Rule.NO_MEMORY, "nothing can be remembered: " + SystemWords.of(e)));
        }
    }

    /** Nobody said so, but a try is missing: that is an answer as well. */
    private Outcome unclear(Iccid sim, Pin pin, String because, Optional<Integer> left) {
        return left.filter(tries -> tries < triesBefore).isPresent()
                ? wrong(sim, pin, left)
                : new Outcome.Unclear(because, left);
    }

    private Outcome wrong(Iccid sim, Pin pin, Optional<Integer> left) {
        try {
            memory.wrong(sim, pin);
        } catch (IOException e) {
            return new Outcome.Unclear(
                    "it is not the SIM's, and that cannot be remembered: " + SystemWords.of(e), left);
        }
        return new Outcome.Wrong(left);
    }

    private Outcome right(Iccid sim, Pin pin) {
        proven = true;
        try {
            memory.good(sim, pin);
        } catch (IOException e) {
            return new Outcome.Unclear(
                    "unlocked, but that cannot be remembered: " + SystemWords.of(e), Optional.empty());
        }
        return new Outcome.Unlocked();
    }

    /** A card needs a moment before it says READY. */
    private Wants settled() {
        var wants = CpinParser.parse(dialogue.ask(AtCommand.SIM_STATE));
        for (var waited = Duration.ZERO;
                wants == Wants.NOT_READY && waited.compareTo(STARTS) < 0;
                waited = waited.plus(PAUSE)) {
            dialogue.listen(PAUSE);
            wants = CpinParser.parse(dialogue.ask(AtCommand.SIM_STATE));
        }
        return wants;
    }

    /** The card's number. */
    public Optional<Iccid> number() {
        return CardAnswers.iccid(dialogue.ask(dialect.iccid()).lines())
                .or(() -> CardAnswers.iccid(dialogue.ask(AtCommand.ICCID_FILE).lines()));
    }

    private static Outcome refused(Rule rule, String because) {
        return new Outcome.Refused(rule, because);
    }
}
