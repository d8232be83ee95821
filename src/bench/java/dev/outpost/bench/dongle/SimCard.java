package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.Map;

/** A SIM card: counters only ever go down by a wrong code, and come back by a right one. */
public final class SimCard {
    private static final int PIN_TRIES = 3;
    private static final int PUK_TRIES = 10;

    private final String imsi;
    private final String iccid;
    private final Duration starting;
    private final String pin;
    private State state;
    private int pinTries;
    private boolean lock;

    /** What the card asks for. */
    public enum State {
        READY("READY"),
        PIN("SIM PIN"),
        PUK("SIM PUK"),
        ABSENT("");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** The word in the answer to AT+CPIN?. */
        String code() {
            return code;
        }
    }

    /** @param facts of {@code dongle.txt} */
    SimCard(Map<String, String> facts) {
        imsi = facts.getOrDefault("imsi", "404100000000001");
        iccid = facts.getOrDefault("iccid", "8991100000000000001");
        pin = facts.getOrDefault("pin", "1234");
        state = State.valueOf(facts.getOrDefault("sim", "READY"));
        starting = Duration.ofSeconds(Long.parseLong(facts.getOrDefault("sim-starts-seconds", "0")));
        pinTries = Integer.parseInt(facts.getOrDefault("pin-tries", Integer.toString(PIN_TRIES)));
    }

    /** Locks the card with a PIN, as a fault: what it asks for at the next look. */
    public synchronized void locks(int triesLeft) {
        lock = true;
        state = triesLeft > 0 ? State.PIN : State.PUK;
        pinTries = triesLeft;
    }

    public synchronized void isTakenOut() {
        state = State.ABSENT;
    }

    /** Enters a PIN; whether the card took it. */
    public boolean unlocks(String code) {
        try {
            enter(code);
            return true;
        } catch (CmeError refused) {
            return false;
        }
    }

    /** Takes the lock off again. */
    public synchronized void unlocks() {
        lock = false;
        opens();
    }

    private void opens() {
        state = State.READY;
        pinTries = PIN_TRIES;
    }

    /** Whether it asks for its PIN at each start. */
    public synchronized boolean hasLock() {
        return lock || state == State.PIN || state == State.PUK;
    }

    /** Its power was away: a card with a lock asks again. */
    synchronized void startsAnew() {
        if (lock && state == State.READY) {
            state = State.PIN;
        }
    }

    /** AT+CLCK="SC",0: takes the lock off, for the PIN; a wrong one counts. */
    synchronized void removeLock(String code) throws CmeError {
        if (state != State.READY) {
            throw new CmeError(11);
        }
        if (lock && code.equals(pin)) {
            unlocks();
        } else if (lock) {
            pinTries--;
            throw new CmeError(16);
        }
    }

    public synchronized State state() {
        return state;
    }

    public synchronized int pinTries() {
        return pinTries;
    }

    int pukTries() {
        return PUK_TRIES;
    }

    /** From power on until the card answers; until then it is busy (+CME ERROR: 14). */
    Duration starting() {
        return starting;
    }

    /** The number printed on the card, whatever its state. */
    String cardNumber() {
        return iccid;
    }

    /** The IMSI, whatever the card's state. */
    String subscriber() {
        return imsi;
    }

    synchronized String askedFor() throws CmeError {
        return there(state.code());
    }

    synchronized String iccid() throws CmeError {
        return there(iccid);
    }

    private String there(String told) throws CmeError {
        if (state == State.ABSENT) {
            throw new CmeError(10);
        }
        return told;
    }

    synchronized String imsi() throws CmeError {
        return switch (state) {
            case READY -> imsi;
            case PIN -> throw new CmeError(11);
            case PUK -> throw new CmeError(12);
            case ABSENT -> throw new CmeError(10);
        };
    }

    /** AT+CPIN=: a code that is not asked for is refused without spending a try. */
    synchronized void enter(String code) throws CmeError {
        switch (state) {
            case READY -> throw new CmeError(3);
            case ABSENT -> throw new CmeError(10);
            case PIN -> enterPin(code);
            case PUK -> throw new CmeError(16); // nobody on the bench knows it
        }
    }

    private void enterPin(String code) throws CmeError {
        if (code.equals(pin)) {
            lock = true;
            opens();
            return;
        }
        pinTries--;
        if (pinTries == 0) {
            state = State.PUK;
        }
        throw new CmeError(state == State.PUK ? 12 : 16);
    }
}
