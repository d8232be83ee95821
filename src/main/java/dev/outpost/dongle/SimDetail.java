package dev.outpost.dongle;

import dev.outpost.at.CpinParser.Wants;
import dev.outpost.text.Word;

/** How the SIM is, as finely as modems tell it; each of the troubles has a cure of its own. */
public enum SimDetail implements Word {
    READY(SimCard.State.READY),
    /** PIN2 or PUK2 is asked for: data does not need them. */
    READY_SECOND_CODE(SimCard.State.READY),
    PIN(SimCard.State.PIN),
    PUK(SimCard.State.PUK),
    ABSENT(SimCard.State.ABSENT),
    /** The modem takes SIMs of one operator only. */
    OPERATOR_LOCK(SimCard.State.UNKNOWN),
    /** The modem takes one SIM only, or wants a code of its own. */
    DEVICE_LOCK(SimCard.State.UNKNOWN),
    /** Not ready, or busy, as long as there was time to wait. */
    NOT_READY(SimCard.State.UNKNOWN),
    /** The card cannot be read. */
    FAILURE(SimCard.State.UNKNOWN),
    /** The card is none for this modem. */
    WRONG(SimCard.State.UNKNOWN),
    /** A bare ERROR to the question. */
    REFUSED(SimCard.State.UNKNOWN),
    UNKNOWN(SimCard.State.UNKNOWN);

    private final SimCard.State state;

    SimDetail(SimCard.State state) {
        this.state = state;
    }

    /** The coarse state, which the JSON document has had from the beginning. */
    public SimCard.State state() {
        return state;
    }

    /** Of a document that has the coarse state only. */
    public static SimDetail of(SimCard.State state) {
        return valueOf(state.name());
    }

    /** What the SIM wants has the same names. */
    static SimDetail of(Wants wants) {
        return valueOf(wants.name());
    }
}
