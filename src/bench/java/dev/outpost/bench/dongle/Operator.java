package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.Map;

/** The mobile network around a dongle: who it is, how strong, what it asks and what it hands out. */
public final class Operator {
    private final String plmn;
    private final String name;
    private final Duration registration;
    private String apn;
    private String address;
    private boolean signal = true;
    private boolean denies;

    /** @param facts of {@code dongle.txt} */
    Operator(Map<String, String> facts) {
        plmn = facts.getOrDefault("plmn", "40410");
        name = facts.getOrDefault("operator", "airtel");
        apn = facts.getOrDefault("apn", "airtelgprs.com");
        address = facts.getOrDefault("address", "100.72.1.9");
        registration = Duration.ofSeconds(Long.parseLong(facts.getOrDefault("registration-seconds", "5")));
    }

    /** MCC and MNC in one word. */
    public String plmn() {
        return plmn;
    }

    String name() {
        return name;
    }

    /** From power on until the modem is registered. */
    Duration registration() {
        return registration;
    }

    public synchronized String address() {
        return address;
    }

    /** Another address from its pool, dotted. */
    public synchronized void handsOut(String other) {
        address = other;
    }

    /** The access point name that this SIM is good for. */
    public synchronized String apn() {
        return apn;
    }

    /** Sells this SIM with another access point name. */
    public synchronized void accepts(String other) {
        apn = other;
    }

    public synchronized boolean hasSignal() {
        return signal;
    }

    /** Whether the network refuses this SIM: it is not activated, or its contract has ended. */
    public synchronized boolean denies() {
        return denies;
    }

    /** The network refuses this SIM from now on, or takes it again. */
    public synchronized void denies(boolean refuses) {
        denies = refuses;
    }

    /** Takes coverage away, or gives it back. */
    public synchronized void hasSignal(boolean there) {
        signal = there;
    }
}
