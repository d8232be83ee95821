package dev.outpost.adapter.recording;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What names somebody, and what stands for it: the same secret gets the same disguise of the same length everywhere. A disguise keeps
 * what a decision needs (country and network of an IMSI, issuer of an ICCID), the two digits at either end that the program shows of any
 * long number, and whether the check digit is right; between them stands a filler and a count.
 */
final class Disguise {
    /** A shorter number is no one's, and might stand anywhere. */
    static final int LONG = 10;

    /** A port that floods says more; each is covered where it stands, and not looked for elsewhere. */
    private static final int MOST_NUMBERS = 300;

    /** What may stand between two digits of a number. */
    private static final String BETWEEN = "[ ./\\x00-]?";

    private static final int SHORTEST_WORD = 6;
    private static final int BODY = 14;

    private final Map<String, String> numbers = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    /** The kinds of numbers. */
    enum Kind {
        IMEI,
        IMSI,
        ICCID,
        OTHER
    }

    /** By its look, where nothing better is known. */
    static Kind kind(String digits) {
        if (digits.startsWith("89") && digits.length() >= 17 && digits.length() <= 20) {
            return Kind.ICCID;
        }
        if (!Digits.areDecimal(digits)) {
            return Kind.OTHER;
        }
        return switch (digits.length()) {
            case 15 -> Digits.luhn(digits) == 0 ? Kind.IMEI : Kind.IMSI;
            case 16 -> Kind.IMEI;
            default -> Kind.OTHER;
        };
    }

    /** A number's disguise. */
    String number(String digits) {
        return number(digits, kind(digits));
    }

    /** A number's disguise, where its kind is known. */
    String number(String digits, Kind kind) {
        var known = numbers.get(digits);
        if (known != null) {
            return known;
        }
        var made = switch (kind) {
            case IMEI -> digits.length() > BODY ? imei(digits) : made(digits, 2, 2);
            case IMSI -> made(digits, 6, 0);
            case ICCID -> made(digits, 7, 2);
            case OTHER -> digits.length() < LONG ? made(digits, 0, 0) : made(digits, 2, 2);
        };
        if (numbers.size() < MOST_NUMBERS) {
            numbers.put(digits, made);
        }
        return made;
    }

    /** With a check digit or with a software version after it, the first 14 are the device. */
    private String imei(String digits) {
        var body = digits.substring(0, BODY);
        var stands = numbers.entrySet().stream()
                .filter(known ->
                        known.getKey().length() > BODY && known.getKey().startsWith(body))
                .map(known -> known.getValue().substring(0, BODY))
                .findFirst();
        // as if a check digit followed: its place decides which digits count double
        return stands.orElseGet(() -> made(body + "0", 2, 2).substring(0, BODY)) + digits.substring(BODY);
    }

    private String made(String digits, int head, int tail) {
        var hidden = digits.length() - head - tail;
        var filler = filler(digits);
        var count = String.valueOf(numbers.size() + 1);
        var middle = hidden > count.length() + 1
                ? filler.repeat(hidden - count.length() - 1) + "0" + count
                : filler.repeat(Math.max(0, hidden));
        var plain = digits.substring(0, head) + middle + digits.substring(digits.length() - tail);
        return hidden > count.length() + 1 && Digits.areDecimal(digits)
                ? balanced(digits, plain, head + hidden - count.length() - 1)
                : plain;
    }

    /** With the digit at this place so that the check digit is as right, or as wrong, as it was. */
    private static String balanced(String digits, String plain, int place) {
        for (char c = '0'; c <= '9'; c++) {
            var tried = plain.substring(0, place) + c + plain.substring(place + 1);
            if (Digits.luhn(tried) == Digits.luhn(digits)) {
                return tried;
            }
        }
        return plain;
    }

    /** A digit of which the secret has no run, so that no part of it shows by accident. */
    private static String filler(String digits) {
        for (var digit : List.of("5", "9", "7", "3", "0")) {
            if (!digits.contains(digit.repeat(2))) {
                return digit;
            }
        }
        return "5";
    }

    /** What stands for a word that names one device: a USB serial number. Letters stay letters, hexadecimal text stays so. */
    String word(String word) {
        if (Digits.areDecimal(word) && word.length() >= LONG) {
            return number(word);
        }
        var known = words.get(word);
        if (known == null) {
            var count = String.valueOf(words.size() + 1);
            var plain = plain(word);
            var end = Math.max(0, plain.length() - count.length());
            known = plain.matches(".*[09xXaA]{" + count.length() + "}") ? plain.substring(0, end) + count : plain;
            words.put(word, known);
        }
        return known;
    }

    private static String plain(String word) {
        if (Digits.areDecimal(word)) {
            return "9".repeat(word.length());
        }
        var digits = word.replaceAll("[0-9]", "0");
        return word.matches("[0-9A-Fa-f]+")
                ? digits.replaceAll("[A-F]", "A").replaceAll("[a-f]", "a")
                : digits.replaceAll("[A-Z]", "X").replaceAll("[a-z]", "x");
    }

    /** Lets this text, wherever it stands, be replaced: the name of a file or of a network interface. */
    void replace(String text, String by) {
        if (!text.equals(by)) {
            words.put(text, by);
        }
    }

    /** The words whose disguise has their length, longest first: those may be replaced among a modem's bytes. */
    Map<String, String> sameLength() {
        var same = new LinkedHashMap<String, String>();
        longestFirst(words, SHORTEST_WORD).stream()
                .filter(Disguise::keepsLength)
                .forEach(word -> same.put(word.getKey(), word.getValue()));
        return same;
    }

    /** A text with those words replaced whose disguise has another length: names of ports. */
    String otherLength(String text) {
        return replaced(text, word -> !keepsLength(word));
    }

    /** A text with every known word replaced, longest first. */
    String words(String text) {
        return replaced(text, word -> true);
    }

    private String replaced(String text, Predicate<Map.Entry<String, String>> wanted) {
        var result = text;
        for (var word : longestFirst(words, SHORTEST_WORD)) {
            result = wanted.test(word) ? result.replace(word.getKey(), word.getValue()) : result;
        }
        return result;
    }

    private static boolean keepsLength(Map.Entry<String, String> word) {
        return word.getKey().length() == word.getValue().length();
    }

    private static List<Map.Entry<String, String>> longestFirst(Map<String, String> all, int shortest) {
        return all.entrySet().stream()
                .filter(known -> known.getKey().length() >= shortest)
                .sorted(Comparator.comparingInt((Map.Entry<String, String> known) ->
                                -known.getKey().length())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** Covers every number that is known to name somebody, in every way that modems and cards write it. */
    void coverNumbers(Redactor text) {
        longestFirst(numbers, LONG).forEach(number -> cover(text, number.getKey(), number.getValue()));
    }

    private static void cover(Redactor text, String number, String by) {
        text.each(
                Pattern.compile(String.join(BETWEEN, number.split(""))),
                0,
                found -> Digits.inTheShapeOf(found, by, Character::isLetterOrDigit));
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
    private static void packed(Redactor text, String hex, String by) {
        text.all(hex, by);
        if (hex.length() % 2 == 0 && hex.matches("[0-9A-Fa-f]+")) {
            var bytes = Digits.bytes(hex.toUpperCase(Locale.ROOT));
            text.each(Pattern.compile(Pattern.quote(bytes)), 0, found -> Digits.bytes(by));
        }
    }
}
