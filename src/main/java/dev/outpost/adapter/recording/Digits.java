package dev.outpost.adapter.recording;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Numbers as texts: the check digit of ISO/IEC 7812 and the ways in which cards and modems write digits. */
final class Digits {
    private Digits() {}

    /** The sum that a check digit makes a multiple of ten, modulo ten; the last character is the check digit. */
    static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
            sum += i % 2 == 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2;
        }
        return sum % 10;
    }

    static boolean areDecimal(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Each pair turned round, as cards keep numbers; an odd one is filled with F. */
    static String swapped(String digits) {
        var even = digits.length() % 2 == 0 ? digits : digits + "F";
        var out = new StringBuilder();
        for (int i = 0; i < even.length(); i += 2) {
            out.append(even.charAt(i + 1)).append(even.charAt(i));
        }
        return out.toString();
    }

    /** Each character with this before it: {@code 3} for hexadecimal ASCII, {@code 003} for UTF-16. */
    static String each(String before, String digits) {
        var out = new StringBuilder();
        digits.chars().forEach(c -> out.append(before).append((char) c));
        return out.toString();
    }

    /** The bytes that these hexadecimal digits name, as ISO 8859-1. */
    static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex, 0, hex.length() / 2 * 2), StandardCharsets.ISO_8859_1);
    }

    /** The number in a text that may write it with separators. */
    static String of(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    /** A card's number as it is printed: pairs turned back where they are turned, padding removed. */
    static String card(String raw) {
        var upper = raw.toUpperCase(Locale.ROOT);
        return (upper.startsWith("98") ? swapped(upper) : upper).replaceAll("F+$", "");
    }

    /** The text with the characters that are meant replaced by these, one after the other. */
    static String inTheShapeOf(String text, String by, IntPredicate meant) {
        var out = new StringBuilder();
        int next = 0;
        for (int at = 0; at < text.length(); at++) {
            out.append(meant.test(text.charAt(at)) ? by.charAt(next++) : text.charAt(at));
        }
        return out.toString();
    }
}
