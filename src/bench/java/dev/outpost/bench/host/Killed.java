package dev.outpost.bench.host;

/** A simulated process ends at once, by a signal. Thrown through programs, which must let it pass. */
public final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Signal signal;

    public Killed(Signal signal) {
        super("killed by SIG" + signal, null, false, false);
        this.signal = signal;
    }

    public Signal signal() {
        return signal;
    }

    public int status() {
        return 128 + signal.number();
    }
}
