package dev.outpost.at;

/**
 * The number of a SIM card, ITU-T E.118. Prints masked.
 *
 * @param digits 18 to 20, F padding removed
 */
public record Iccid(String digits) {
    static final String FORM = "89[0-9A-F]{16,18}";

    public Iccid {
        if (!digits.matches(FORM)) {
            throw new IllegalArgumentException("an ICCID has 18 to 20 digits and begins with 89");
        }
    }

    /** {@code 89***************34}. */
    public String masked() {
        return Mask.number(digits);
    }

    @Override
    public String toString() {
        return masked();
    }
}
