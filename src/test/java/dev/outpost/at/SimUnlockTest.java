package dev.outpost.at;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.ModelModem.Card;
import dev.outpost.at.SimUnlock.Outcome;
import dev.outpost.at.SimUnlock.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimUnlockTest {
    private static final int DIALOGUES = 10_000;
    private static final String MINE = "8991100000000000034";
    private static final String OTHERS = "8991100000000000091";

    /**
     * Cards, modems, counters and faults by chance; two dongles, and three runs that remember. The card's own book says whether a promise was broken.
     */
    @Test
    void inTenThousandDialoguesNoPinIsTriedBelowTheFloorAndNoneTwice() {
        int unlocked = 0;
        int entered = 0;
        for (int seed = 0; seed < DIALOGUES; seed++) {
            var random = new Random(seed);
            var memory = new Memory(random);
            var mine = new Card(MINE, pin(random), 1 + random.nextInt(3));
            var others = new Card(OTHERS, pin(random), 1 + random.nextInt(3));
            var given = random.nextInt(3) == 0 ? pin(random) : mine.pin;
            for (int run = 0; run < 3; run++) {
                var first = random.nextInt(4) > 0 ? mine : others;
                var modem = new ModelModem(random, first, first == mine ? others : mine, MINE);
                var outcome = unlock(modem, memory, given);
                unlocked += outcome instanceof Outcome.Unlocked ? 1 : 0;
                entered += modem.entered;
                assertEquals(List.of(), modem.violations, "seed " + seed + ", run " + run + ", " + outcome);
                assertTrue(modem.entered <= 1, "seed " + seed);
                if (random.nextInt(3) == 0) {
                    // a power cut: the card asks again
                    mine.open = false;
                    others.open = false;
                }
                if (random.nextInt(5) == 0) {
                    // somebody unlocked it in a telephone: all tries are there again
                    mine.left = 3;
                }
                given = random.nextInt(8) == 0 ? pin(random) : given;
            }
        }
        assertTrue(unlocked > DIALOGUES / 20, "only " + unlocked + " were unlocked: the rules keep everything back");
        assertTrue(entered > unlocked, entered + " PINs entered");
    }

    @Test
    void unlocksTheCardThatItWasGivenFor() {
        var port = port(Map.of());

        assertEquals(new Outcome.Unlocked(), unlock(port, new Memory(), "0000"));
        assertEquals(
                1, port.sent.stream().filter(line -> line.contains("CPIN=")).count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "AT+CPIN?; +CPIN: SIM PUK; NOT_ASKED_FOR",
                "AT+CPIN?; +CPIN: PH-NET PIN; NOT_ASKED_FOR",
                "AT+CPIN?; +CPIN: SIM PIN2; NOT_ASKED_FOR",
                "AT^ICCID?; ^ICCID: 8991100000000000091; OTHER_SIM",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,\"63C2\"; TRIES_LOW",
                "AT^CPIN?; ^CPIN: SIM PIN,1,10,2,10,3; TRIES_LOW",
                "AT+CPINR; +CPINR: SIM PIN,0,3; TRIES_LOW",
                "AT+CSIM=10,\"0020000100\"; -; DOUBTFUL_PORT"
            })
    void keepsThePinBack(String asked, String answer, Rule rule) {
        var port = port(Map.of(asked, answer));

        var outcome = assertInstanceOf(Outcome.Refused.class, unlock(port, new Memory(), "0000"));

        assertEquals(rule, outcome.rule());
        assertFalse(port.sent.stream().anyMatch(line -> line.contains("CPIN=")), port.sent.toString());
    }

    @Test
    void keepsThePinBackWhereNobodyCounts() {
        var port = port(Map.of("AT+CSIM=10,\"0020000100\"", "ERROR", "AT^CPIN?", "ERROR", "AT+CPINR", "+CME ERROR: 4"));

        var outcome = assertInstanceOf(Outcome.Refused.class, unlock(port, new Memory(), "0000"));

        assertEquals(Rule.TRIES_UNKNOWN, outcome.rule());
    }

    @Test
    void aWrongPinIsToldAndNeverSentAgain() {
        var memory = new Memory();
        var wrong = Map.of("AT+CPIN=\"0000\"", "+CME ERROR: 16");

        assertEquals(new Outcome.Wrong(Optional.of(3)), unlock(port(wrong), memory, "0000"));

        var again = assertInstanceOf(Outcome.Refused.class, unlock(port(Map.of()), memory, "0000"));
        assertEquals(Rule.SENT_BEFORE, again.rule());
    }

    @Test
    void aPinWhoseAnswerWasLostCountsAsSpentAndTheCountersAreReadNext() {
        var memory = new Memory();
        var port = port(Map.of("AT+CPIN=\"0000\"", "-"));

        assertInstanceOf(Outcome.Unclear.class, unlock(port, memory, "0000"));

        var after = port.sent.stream()
                .dropWhile(line -> !line.contains("CPIN="))
                .skip(1)
                .findFirst();
        assertEquals(Optional.of("AT+CSIM=10,\"0020000100\"\r"), after);
        assertInstanceOf(Outcome.Refused.class, unlock(port(Map.of()), memory, "0000"));
    }

    /** The power goes between the PIN and READY: the card did not lose a try, so it was right. */
    @Test
    void aPinThatWasRightBeforeIsNotLockedOutByAnAnswerThatWasLost() {
        var memory = new Memory();
        assertEquals(new Outcome.Unlocked(), unlock(port(Map.of()), memory, "0000"));
        for (var cut = 0; cut < 4; cut++) {
            assertInstanceOf(Outcome.Unclear.class, unlock(port(Map.of("AT+CPIN=\"0000\"", "-")), memory, "0000"));
        }

        assertEquals(new Outcome.Unlocked(), unlock(port(Map.of()), memory, "0000"));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, -, 3, true", // never sent
        "true, false, -, 3, true", // opened it
        "false, true, -, 3, false", // wrong
        "true, true, -, 3, false", // wrong in the end
        "false, false, 3, 3, false", // nobody knows, and it never opened it
        "true, false, 3, 3, true", // opened it before, and no try is missing
        "true, false, 3, 10, true",
        "true, false, 3, 2, false", // a try is missing
        "true, false, 3 3 3, 3, true", // power flaps
        "true, false, ?, 3, false" // an earlier version counted nothing
    })
    void goesOutAgainByItsHistory(boolean proven, boolean wrong, String unanswered, int left, boolean may) {
        var sends = Stream.of(unanswered.split(" "))
                .filter(word -> !word.equals("-"))
                .map(word -> word.equals("?") ? Optional.<Integer>empty() : Optional.of(Integer.valueOf(word)))
                .toList();

        assertEquals(may, new PinMemory.History(proven, wrong, sends).mayGoOut(left));
    }

    @Test
    void nothingIsSentWhereNothingCanBeRemembered() {
        var port = port(Map.of());
        var full = new Memory() {
            @Override
            public boolean claim(Iccid sim, Pin pin, int triesLeft) throws IOException {
                throw new IOException("no space left");
            }
        };

        var outcome = assertInstanceOf(Outcome.Refused.class, unlock(port, full, "0000"));

        assertEquals(Rule.NO_MEMORY, outcome.rule());
    }

    @Test
    void neitherPinNorCardPrints() {
        assertEquals("****", Pin.of("1234").toString());
        assertFalse(new Iccid(MINE).toString().contains("00000"));
    }

    private static Outcome unlock(AtPort port, PinMemory memory, String pin) {
        LongSupplier clock = port instanceof ModelModem model ? model::nanos : ((ScriptedPort) port)::nanos;
        return new SimUnlock(new Dialogue(port, clock, Duration.ofSeconds(60)), Dialect.HUAWEI, memory)
                .unlock(Pin.of(pin), card -> card.digits().equals(MINE));
    }

    /** A locked Huawei with three tries, but for these answers; "-" is silence. The PIN 0000 opens it. */
    private static ScriptedPort port(Map<String, String> but) {
        var table = new TreeMap<>(Map.of(
                "ATE0", "OK",
                "AT+CMEE=1", "OK",
                "AT+CPIN?", "+CPIN: SIM PIN",
                "AT^ICCID?", "^ICCID: " + MINE,
                "AT+CSIM=10,\"0020000100\"", "+CSIM: 4,\"63C3\"",
                "AT^CPIN?", "^CPIN: SIM PIN,1,10,3,10,3",
                "AT+CPINR", "+CPINR: SIM PIN,3,3",
                "AT+CPIN=\"0000\"", "OK"));
        table.putAll(but);
        return new ScriptedPort(command -> {
            var answer = table.getOrDefault(command, "ERROR");
            if (command.startsWith("AT+CPIN=") && answer.equals("OK")) {
                table.put("AT+CPIN?", "+CPIN: READY");
            }
            var isFinal = answer.equals("OK") || answer.contains("ERROR");
            return answer.equals("-") ? "" : "\r\n" + answer + (isFinal ? "\r\n" : "\r\n\r\nOK\r\n");
        });
    }

    private static String pin(Random random) {
        return "%04d".formatted(random.nextInt(4));
    }

    /** Forgets nothing, unless it dies while it writes. */
    private static class Memory implements PinMemory {
        private final Map<String, PinMemory.History> histories = new HashMap<>();
        private final Optional<Random> dies;

        Memory() {
            this.dies = Optional.empty();
        }

        Memory(Random random) {
            this.dies = Optional.of(random);
        }

        @Override
        public boolean claim(Iccid sim, Pin pin, int triesLeft) throws IOException {
            if (dies.filter(random -> random.nextInt(200) == 0).isPresent()) {
                throw new IOException("disk full");
            }
            var before = of(sim, pin);
            if (!before.mayGoOut(triesLeft)) {
                return false;
            }
            var sends = new ArrayList<>(before.unanswered());
            sends.add(Optional.of(triesLeft));
            histories.put(key(sim, pin), new PinMemory.History(before.proven(), before.wrong(), sends));
            return true;
        }

        @Override
        public void wrong(Iccid sim, Pin pin) {
            histories.put(key(sim, pin), new PinMemory.History(of(sim, pin).proven(), true, List.of()));
        }

        private PinMemory.History of(Iccid sim, Pin pin) {
            return histories.getOrDefault(key(sim, pin), PinMemory.History.NONE);
        }

        private static String key(Iccid sim, Pin pin) {
            return sim.digits() + pin.reveal();
        }

        @Override
        public void good(Iccid sim, Pin pin) throws IOException {
            histories.put(
                    key(sim, pin), new PinMemory.History(true, of(sim, pin).wrong(), List.of()));
        }
    }
}
