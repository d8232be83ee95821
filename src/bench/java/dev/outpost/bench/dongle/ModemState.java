package dev.outpost.bench.dongle;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all ports and the binary channel of one dongle share: registration, contexts, the data session. Times are the dongle's own.
 */
public final class ModemState {
    /** From ^NDISDUP's OK to the session being up; facts/modems.md#huawei gives one to three seconds. */
    static final Duration DIALLING = Duration.ofMillis(1500);

    private final String imei;
    private final SimCard sim;
    private final Operator operator;
    private final Ticker time;
    private final Map<Integer, String> contexts = new HashMap<>();
    private long poweredOn;
    private Optional<Session> session = Optional.empty();
    private int dials;
    private final AtomicBoolean numericOperator = new AtomicBoolean();

    /** A dialled context: which access point, and since when. */
    private record Session(int cid, String apn, long since) {}

    ModemState(DongleFolder folder, Ticker time) {
        this.imei = folder.imei();
        this.sim = folder.sim();
        this.operator = folder.operator();
        this.time = time;
        this.poweredOn = time.nanos();
    }

    public String imei() {
        return imei;
    }

    public SimCard sim() {
        return sim;
    }

    /** The card's subscriber; a card that is busy or locked tells none. */
    public Optional<String> imsi() {
        return sim.state() == SimCard.State.READY ? Optional.of(sim.subscriber()) : Optional.empty();
    }

    synchronized SimCard startedSim() throws CmeError {
        if (sinceMillis(poweredOn) < sim.starting().toMillis()) {
            throw new CmeError(14);
        }
        return sim;
    }

    public Operator operator() {
        return operator;
    }

    /** Power off and on: sessions and contexts are gone, registration starts again. */
    synchronized void restarts() {
        poweredOn = time.nanos();
        session = Optional.empty();
        sim.startsAnew();
        contexts.clear();
    }

    /** Registered as far as the data file's delay, the SIM and the signal allow. */
    public synchronized boolean isRegistered() {
        return operator.hasSignal()
                && !operator.denies()
                && sim.state() == SimCard.State.READY
                && sinceMillis(poweredOn) >= operator.registration().toMillis();
    }

    /** The status in +CREG and its sisters: 0 not looking, 1 home, 2 searching, 3 denied. */
    int registration() {
        if (sim.state() != SimCard.State.READY) {
            return 0;
        }
        if (operator.denies()) {
            return 3;
        }
        return isRegistered() ? 1 : 2;
    }

    synchronized void context(int cid, String apn) {
        contexts.put(cid, apn);
    }

    /** Access points by the number of their context. */
    public synchronized Map<Integer, String> contexts() {
        return Map.copyOf(contexts);
    }

    /** ^NDISDUP: OK comes at once, the session later or never. */
    synchronized void dial(int cid, Optional<String> apn) throws CmeError {
        dials++;
        if (!isRegistered()) {
            throw new CmeError(3);
        }
        var point = apn.filter(name -> !name.isEmpty()).orElse(contexts.getOrDefault(cid, ""));
        session = Optional.of(new Session(cid, point, time.nanos()));
    }

    /** Dials and waits no time; false when it is not registered, or the network refuses the access point. */
    public synchronized boolean connects(String apn) {
        try {
            dial(1, Optional.of(apn));
        } catch (CmeError notRegistered) {
            return false;
        }
        session = session.map(made -> new Session(made.cid(), made.apn(), made.since() - DIALLING.toNanos()))
                .filter(_ -> isAccepted());
        return session.isPresent();
    }

    /** How often it was told to dial since it was made, in vain or not. */
    public synchronized int dials() {
        return dials;
    }

    /** The session ends; nobody is told where it is the operator who ends it, as some do once a day. */
    public synchronized void hangUp() {
        session = Optional.empty();
    }

    /** Whether the last dialling has been refused by the network. */
    synchronized boolean isRefused() {
        return isDialled() && !isAccepted();
    }

    /** The other end of the session's network, which the dongle's own DHCP server names. */
    public Optional<String> gateway() {
        return address().map(ModemWords::neighbour);
    }

    public synchronized Optional<String> address() {
        return isDialled() && isAccepted() && isRegistered() ? Optional.of(operator.address()) : Optional.empty();
    }

    private boolean isDialled() {
        return session.isPresent() && sinceMillis(session.get().since()) >= DIALLING.toMillis();
    }

    private boolean isAccepted() {
        return session.isPresent() && session.get().apn().equalsIgnoreCase(operator.apn());
    }

    void numericOperator(boolean numeric) {
        numericOperator.set(numeric);
    }

    boolean numericOperator() {
        return numericOperator.get();
    }

    private long sinceMillis(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos).toMillis();
    }
}
