package dev.outpost.bench.dongle;

import java.util.Map;

/** An error that a command ends in, by its number in 3GPP TS 27.007 clause 9.2. */
final class CmeError extends Exception {
    private static final long serialVersionUID = 1;

    /** The words that AT+CMEE=2 gives; 27.007's own. */
    private static final Map<Integer, String> WORDS = Map.of(
            3, "operation not allowed",
            4, "operation not supported",
            10, "SIM not inserted",
            11, "SIM PIN required",
            12, "SIM PUK required",
            14, "SIM busy",
            16, "incorrect password",
            30, "no network service",
            50, "incorrect parameters",
            100, "unknown");

    private final int number;

    CmeError(int number) {
        super("CME " + number);
        this.number = number;
    }

    /** The final line as the port words its errors: 0 plainly, 1 with the number, 2 in words. */
    String line(int cmee) {
        return switch (cmee) {
            case 0 -> "ERROR";
            case 1 -> "+CME ERROR: " + number;
            default -> "+CME ERROR: " + WORDS.getOrDefault(number, "unknown");
        };
    }
}
