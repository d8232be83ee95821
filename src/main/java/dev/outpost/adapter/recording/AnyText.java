package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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

    /** A mask may be joined to it as four more numbers. */
    private static final Pattern V4 =
            Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){3}[0-9]{1,3})(?:(?:\\.[0-9]{1,3}){4})?(?![0-9.])");

    /** A bare line may be a firmware's version, which looks the same. */
    private static final Pattern ANSWER = Pattern.compile("(?m)^[+^*#%$_][^\\r\\n]*");

    /** IPv6 as 27.007 writes it: sixteen decimal numbers; with as many more for the mask. */
    private static final Pattern V6_DOTTED = Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){15}[0-9]{1,3})");

    /** Shortened or whole; six pairs are a MAC, and a time of day has fewer colons. */
    private static final Pattern V6 = Pattern.compile("(?i)(?<![0-9a-f:.])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})"
            + "([0-9a-f]{1,4}:[0-9a-f:]{1,36}[0-9a-f:])(?![0-9a-f:])");

    /** Huawei's lease: addresses with their bytes turned round. */
    private static final Pattern LEASE = Pattern.compile("\\^DHCP:[^\\r\\n]*");

    private static final Pattern TURNED = Pattern.compile("(?<![0-9A-Za-z])(?:0x)?([0-9A-Fa-f]{7,8})(?![0-9A-Za-z])");

    /** The first octets of global (2000::/3), of private and of link-local ones. */
    private static final int KIND_OF_V6 = 1;

    private static final int BLOCK_OF_PRIVATE = 2;

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
        return Digits.of(value).length() >= Disguise.LONG ? spaced(value) : disguise.word(value);
    }

    private String spaced(String value) {
        return Digits.inTheShapeOf(value, disguise.number(Digits.of(value)), Character::isDigit);
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

    /**
     * Addresses by which somebody can be reached or told from others: another one of the same kind and length stands for each. Of a private one,
     * and of one that an operator shares among its customers (RFC 6598), the block stays, because it decides; those of homes (192.168/16), of the
     * computer itself and of a link stay as they are.
     */
    void coverAddresses(Redactor text) {
        text.each(V6_DOTTED, 1, found -> kept(found, without(found, KIND_OF_V6)));
        text.eachIn(ANSWER, V4, 1, found -> kept(found, v4(found)));
        text.each(V6, 1, found -> kept(found, v6(found)));
        text.eachIn(LEASE, TURNED, 1, this::lease);
    }

    private String lease(String hex) {
        var bytes = HexFormat.of().parseHex("0".repeat(8 - hex.length()) + hex);
        var address = (bytes[3] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[0] & 0xff);
        var by = kept(address, v4(address));
        if (by.equals(address)) {
            return hex;
        }
        var octets = Stream.of(by.split("\\.")).map(Integer::valueOf).toList().reversed();
        var out = "%02x%02x%02x%02x".formatted(octets.toArray());
        var cut = out.substring(8 - hex.length());
        return hex.matches(".*[a-f].*") ? cut : cut.toUpperCase(Locale.ROOT);
    }

    private String kept(String text, String by) {
        disguise.replace(text, by);
        return by;
    }

    private static String v6(String address) {
        var kind = address.substring(0, 2);
        return kind + address.substring(2).replaceAll("(?i)[0-9a-f]", "0");
    }

    private static String v4(String address) {
        var octets = Stream.of(address.split("\\.")).map(Integer::valueOf).toList();
        if (octets.stream().anyMatch(o -> o > 255)) {
            return address;
        }
        int a = octets.get(0);
        int b = octets.get(1);
        if ((a == 192 && b == 168) || a == 0 || a == 127 || a >= 224 || (a == 169 && b == 254)) {
            return address;
        }
        var isShared = a == 10 || (a == 100 && b >= 64 && b < 128) || (a == 172 && b >= 16 && b < 32);
        return without(isShared ? address : elsewhere(address), isShared ? BLOCK_OF_PRIVATE : 1);
    }

    /** A first octet of as many digits that is public too. */
    private static String elsewhere(String address) {
        var dot = address.indexOf('.');
        return "159".substring(3 - dot) + address.substring(dot);
    }

    /** The first numbers, then one of as many digits in place of each. */
    private static String without(String address, int kept) {
        var parts = new ArrayList<>(List.of(address.split("\\.")));
        for (int i = kept; i < parts.size(); i++) {
            parts.set(i, "1" + "0".repeat(parts.get(i).length() - 1));
        }
        return String.join(".", parts);
    }
}
