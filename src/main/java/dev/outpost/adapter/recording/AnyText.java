package dev.outpost.adapter.recording;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may name somebody wherever it stands: by its label, by its shape, by its length. */
final class AnyText {
    /** What the lines of {@code ATI}, and of some answers, put before such a value. */
    private static final Pattern LABELLED = Pattern.compile(
            "(?i)\\b(?:IMEI ?(?:SV)?|ESN|MEID|UIM ?ID|RUIM ?ID|EUIMID|IMSI|ICCID|CCID|EID|MSISDN|S/?N|FSN|PSN|MSN|SNR|SERIAL(?: ?(?:NUMBER|NO\\.?))?"
                    + "|MAC(?: ?ADDR(?:ESS)?)?|PHONE(?: ?NUMBER)?)\\b[\"']?\\s*[:=]\\s*[\"']?"
                    + "([0-9A-Z][0-9A-Z .:/-]{3,40}[0-9A-Z])");

    private static final Pattern MAC = Pattern.compile(
            "(?i)(?<![0-9a-f])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\\1){2}((?:[0-9a-f]{2}\\1){2}[0-9a-f]{2})(?![0-9a-f])");

    /** Interface names made of a MAC, and the text that a CDC Ethernet device keeps. */
    private static final Pattern ENX = Pattern.compile("\\b(?:enx|wwx|wlx)[0-9a-f]{6}([0-9a-f]{6})\\b");

    private static final Pattern CARD =
            Pattern.compile("(?<![0-9A-Fa-f])(?:89[0-9]{2}|98[0-9]{2})[0-9A-Fa-f]{13,18}(?![0-9A-Fa-f])");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{10,}");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+([0-9]{6,15})(?![0-9.])");
    private static final Pattern ASCII_HEX = Pattern.compile("(?:3[0-9]){8,}");
    private static final Pattern UTF16_HEX = Pattern.compile("(?i)(?:002B)?((?:003[0-9]){5,})");
    private static final Pattern UTF16 = Pattern.compile("(?:\\x00[0-9]){6,}|(?:[0-9]\\x00){6,}");
    private static final Pattern SPACED = Pattern.compile("(?<![0-9.,])[0-9](?:[ -]?[0-9]){13,19}(?![0-9.,])");

    /** A position of NMEA 0183: degrees and minutes, then the side of the Equator or of Greenwich. */
    private static final Pattern POSITION = Pattern.compile("[0-9]{3,5}\\.[0-9]{2,}(?=,[NSEW],)");

    private static final Pattern SENTENCE = Pattern.compile("\\$[A-Z]{4,7},([^\\r\\n*]*)");

    private final Disguise disguise;

    AnyText(Disguise disguise) {
        this.disguise = disguise;
    }

    /** What has the shape of a device's or a card's number, before any place is covered. */
    void learn(String text) {
        numbers(CARD, text).forEach(raw -> disguise.number(Digits.card(raw), Disguise.Kind.ICCID));
        numbers(Pattern.compile("(?<![0-9])[0-9]{15,16}(?![0-9])"), text)
                .filter(n -> Disguise.kind(n) == Disguise.Kind.IMEI)
                .forEach(n -> disguise.number(n, Disguise.Kind.IMEI));
    }

    private static Stream<String> numbers(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group());
    }

    void cover(Redactor text) {
        text.each(LABELLED, 1, this::labelled);
        text.each(SENTENCE, 1, Redactor::blank);
        text.each(POSITION, 0, Redactor::blank);
        text.each(MAC, 2, this::hex);
        text.each(ENX, 1, this::hex);
        text.each(CARD, 0, this::card);
        text.each(SPACED, 0, this::spaced);
        text.each(NUMBER, 0, disguise::number);
        text.each(INTERNATIONAL, 1, Redactor::blank);
        text.each(UTF16_HEX, 1, found -> coded(found, 4));
        text.each(ASCII_HEX, 0, found -> coded(found, 2));
        text.each(UTF16, 0, Redactor::blank);
    }

    private String labelled(String value) {
        var digits = Digits.of(value);
        if (digits.length() >= Disguise.LONG) {
            return spaced(value);
        }
        return disguise.word(value);
    }

    private String spaced(String value) {
        var digits = Digits.of(value);
        var by = disguise.number(digits);
        var out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < value.length(); i++) {
            out.append(Character.isDigit(value.charAt(i)) ? by.charAt(next++) : value.charAt(i));
        }
        return out.toString();
    }

    private String card(String raw) {
        var printed = Digits.card(raw);
        var by = disguise.number(printed, Disguise.Kind.ICCID);
        var turned = raw.startsWith("98") ? Digits.swapped(by) : by;
        return turned.length() >= raw.length()
                ? turned.substring(0, raw.length())
                : turned + raw.substring(turned.length());
    }

    private String hex(String part) {
        return disguise.word(part).replaceAll("[xX]", "0");
    }

    /** Digits that stand each at the end of this many characters. */
    private String coded(String found, int width) {
        var digits = new StringBuilder();
        for (int i = width - 1; i < found.length(); i += width) {
            digits.append(found.charAt(i));
        }
        var by = disguise.number(digits.toString());
        return Digits.each(found.substring(0, width - 1), by);
    }
}
