package dev.outpost.dongle;

import dev.outpost.at.ServingCell;
import dev.outpost.at.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * The signal at one moment.
 *
 * @param at since the first
 * @param operator as the modem has it: a name or a number
 */
public record SignalSample(
        Duration at, Signal signal, ServingCell cell, Optional<String> technology, Optional<String> operator) {

    /** What an antenna is aimed by: RSRP, or RSSI where the network is not LTE; empty without a network. */
    public Optional<Double> strength() {
        return signal.rsrp().or(signal::rssi);
    }
}
