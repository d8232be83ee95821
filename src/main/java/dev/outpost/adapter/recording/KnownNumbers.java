package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the numbers that are known to name somebody, in every way that modems and cards write them. */
final class KnownNumbers {
    private static final String BETWEEN = "[ ./\\x00-]?";

    private final Disguise disguise;

    KnownNumbers(Disguise disguise) {
        this.disguise = disguise;
    }

    void cover(Cover text) {
        var known = new ArrayList<>(disguise.numbers().keySet());
        known.removeIf(number -> number.length() < Disguise.LONG);
        known.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        known.forEach(number -> cover(text, number, disguise.number(number)));
    }

    private static void cover(Cover text, String number, String by) {
        text.each(Pattern.compile(String.join(BETWEEN, number.split(""))), 0, found -> inTheShapeOf(found, by));
        text.all(Digits.each("3", number), Digits.each("3", by));
        text.all(Digits.each("003", number), Digits.each("003", by));
        packed(text, Digits.swapped(number), Digits.swapped(by));
        packed(text, number, by);
        // EF_IMSI, 31.102 clause 4.2.2: the parity stands before the first digit
        packed(text, Digits.swapped("9" + number), Digits.swapped("9" + by));
        packed(text, Digits.swapped("1" + number), Digits.swapped("1" + by));
        // however the last pair is filled up
        var even = number.length() - number.length() % 2;
        packed(text, Digits.swapped(number.substring(0, even)), Digits.swapped(by.substring(0, even)));
    }

    /** In hexadecimal, and as the bytes themselves. */
    private static void packed(Cover text, String hex, String by) {
        text.all(hex, by);
        if (hex.length() % 2 == 0 && hex.matches("[0-9A-Fa-f]+")) {
            var bytes = Digits.bytes(hex.toUpperCase(Locale.ROOT));
            text.each(Pattern.compile(Pattern.quote(bytes)), 0, found -> Digits.bytes(by));
        }
    }

    private static String inTheShapeOf(String found, String by) {
        var out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < found.length(); i++) {
            out.append(Character.isLetterOrDigit(found.charAt(i)) ? by.charAt(next++) : found.charAt(i));
        }
        return out.toString();
    }
}
