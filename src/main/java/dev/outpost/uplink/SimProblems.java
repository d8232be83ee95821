package dev.outpost.uplink;

import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.SimDetail;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;

/** What a person has to do about a SIM that cannot dial: each trouble has its own cure. */
final class SimProblems {
    /** Fewer tries than this are never spent by a program. */
    private static final int FLOOR = 3;

    private static final String AGAIN = ", then run this again";

    private SimProblems() {}

    /** @param sim one that {@link SimCard#needsAPerson} */
    static Problem of(SimCard sim) {
        return switch (sim.detail()) {
            case ABSENT ->
                new Problem(
                        ProblemCode.SIM_ABSENT,
                        "no SIM in the dongle",
                        "the modem says so",
                        "put the SIM in and run this again");
            case PUK ->
                new Problem(
                        ProblemCode.SIM_PUK_NEEDED,
                        "the SIM is locked and asks for its PUK",
                        "the PIN was wrong too often",
                        "unlock it in a telephone with the PUK from the operator's letter");
            case OPERATOR_LOCK ->
                new Problem(
                        ProblemCode.SIM_OPERATOR_LOCK,
                        "the modem is locked to another operator and does not take this SIM (PH-NET PIN)",
                        "it was sold with a contract; the SIM is sound, and neither its PIN nor its PUK opens this lock",
                        "use a SIM of the operator that sold the dongle, ask that operator for the unlock code, or take an unlocked dongle");
            case DEVICE_LOCK ->
                new Problem(
                        ProblemCode.SIM_DEVICE_LOCK,
                        "the modem is locked to one SIM and this is another (PH-SIM PIN)",
                        "its former owner set a lock of the device itself; no PIN of the SIM opens it",
                        "put the SIM in that it belongs to, or ask the former owner for the device's code");
            case NOT_READY ->
                new Problem(
                        ProblemCode.SIM_NOT_READY,
                        "the SIM does not become ready: no SIM in the dongle, or one that is still starting",
                        "the modem said NOT READY or SIM busy as long as there was time to wait",
                        "wait 30 s" + AGAIN + "; if it stays so, take the SIM out and seat it again");
            case FAILURE ->
                new Problem(
                        ProblemCode.SIM_FAILURE,
                        "the modem cannot read the SIM: SIM failure",
                        "dirty contacts, a card that sits badly, or one that is broken",
                        "take the SIM out, wipe its contacts, seat it again" + AGAIN
                                + "; another SIM shows whether the card or the dongle is broken");
            case WRONG ->
                new Problem(
                        ProblemCode.SIM_WRONG,
                        "the modem refuses this SIM: SIM wrong",
                        "it is no card for this network technology, or the modem is tied to other cards",
                        "try the SIM in a telephone; if it works there, the dongle needs another SIM");
            case PIN, READY, READY_SECOND_CODE, REFUSED, UNKNOWN -> pin(sim);
        };
    }

    /** Of a SIM about which nothing but a warning is said; empty for others. */
    static String warning(SimDetail detail) {
        return switch (detail) {
            case READY_SECOND_CODE ->
                "the SIM asks for PIN2 or PUK2: that guards call costs only, data works without it";
            case REFUSED ->
                "the modem answers AT+CPIN? with ERROR: no SIM, one that is still starting, or one that cannot be read;"
                        + " seat it again and run this again after 30 s";
            default -> "";
        };
    }

    private static Problem pin(SimCard sim) {
        var left = sim.pinTriesLeft();
        if (left.filter(n -> n >= FLOOR).isPresent()) {
            return new Problem(
                    ProblemCode.SIM_PIN_NEEDED,
                    "the SIM asks for its PIN; " + left.get() + " tries are left",
                    "the PIN is switched on",
                    "write modem.pin: env:SIM_PIN into the site file, or switch the PIN off in a telephone");
        }
        return new Problem(
                ProblemCode.SIM_PIN_LOW,
                "the SIM asks for its PIN, and "
                        + left.map(n -> n == 1 ? "one try is left" : n + " tries are left")
                                .orElse("nobody says how many tries are left"),
                "a PIN was entered wrongly before, or the modem does not tell",
                "unlock it in a telephone: no program here enters a PIN with fewer than " + FLOOR + " tries left");
    }
}
