package dev.outpost.at;

/** A SIM's PIN, 4 to 8 digits (3GPP TS 31.101 section 9.3). Prints as stars; only {@link SimUnlock} sends it. */
public final class Pin {
    private final String digits;

    private Pin(String digits) {
        this.digits = digits;
    }

    /** @throws IllegalArgumentException for anything but 4 to 8 digits; the text is not in the message */
    public static Pin of(CharSequence text) {
        var digits = text.toString();
        if (!digits.matches("[0-9]{4,8}")) {
            throw new IllegalArgumentException("a PIN has 4 to 8 digits");
        }
        return new Pin(digits);
    }

    /** The digits: for the modem and for the memory of PINs that were tried, which keeps a salted hash. */
    public String reveal() {
        return digits;
    }

    @Override
    public String toString() {
        return "****";
    }
}
