package dev.outpost.bench.dongle;

/** Sees a dongle leave the bus and come back, as a kernel does. Called on the dongle's threads, in order. */
public interface BusWatcher {
    /** It is gone: its nodes hang up. */
    void left();

    /** It is there again, perhaps as another device; {@link SimulatedDongle#busAddress} is another one. */
    void came();
}
