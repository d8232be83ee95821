package dev.outpost.at;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a SIM card tells of itself, each by the name of its question. */
public final class CardAnswers {
    /** It begins with a country, ITU-T E.212: 2 to 7, 9 for what belongs to none, or 001 for tests. */
    private static final Pattern IMSI = Pattern.compile("(?<!\\d)(?:[2-79]\\d|00)\\d{12,13}(?!\\d)");

    private static final Pattern ICCID = Pattern.compile("(?<![0-9A-Fa-f])(?:89|98)[0-9A-Fa-f]{16,20}(?![0-9A-Fa-f])");

    private CardAnswers() {}

    /** The IMSI out of {@code +CIMI}: 14 or 15 digits. Not to be shown: only its network part is. */
    public static Optional<String> imsi(List<String> lines) {
        return found(IMSI, lines).findFirst();
    }

    /**
     * The card's number, ITU-T E.118: 18 to 20 digits that begin with 89, F padding removed, nibbles swapped back where needed; to compare with, not to
     * be shown.
     */
    public static Optional<Iccid> iccid(List<String> lines) {
        return found(ICCID, lines)
                .map(raw -> raw.startsWith("98") ? raw.replaceAll("(.)(.)|.", "$2$1") : raw)
                .map(number -> number.replaceAll("[fF]+$", "").toUpperCase(Locale.ROOT))
                .filter(number -> number.matches(Iccid.FORM))
                .map(Iccid::new)
                .findFirst();
    }

    private static Stream<String> found(Pattern pattern, List<String> lines) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(found -> found.find())
                .map(found -> found.group());
    }

    /** EF_AD out of {@code +CRSM}, 3GPP TS 31.102 clause 4.2.18: the low nibble of byte 4 is the MNC's length, 2 or 3. */
    public static Optional<Integer> mncLength(List<String> lines) {
        return file(lines, "[0-9A-Fa-f]{8,16}")
                .map(hex -> Character.digit(hex.charAt(7), 16))
                .filter(length -> length == 2 || length == 3)
                .findFirst();
    }

    /**
     * EF_SPN out of {@code +CRSM: 144,0,"00414952..."}, 3GPP TS 31.102 clause 4.2.12: a byte of display rules, then the provider's name padded with
     * FF; names in UCS2, which begin with a byte of 80 or more, are left out.
     */
    public static Optional<String> providerName(List<String> lines) {
        return file(lines, "(?:[0-9A-Fa-f]{2}){17,40}")
                .flatMap(hex -> name(HexFormat.of().parseHex(hex)).stream())
                .findFirst();
    }

    /** The same out of {@code +CSPN: "name",display}, where the modem reads it out of EF_SPN by itself (SIMCom). */
    public static Optional<String> cspn(List<String> lines) {
        return Fields.of("+CSPN", lines).stream()
                .flatMap(f -> f.text(0).stream())
                .map(name -> Mask.text(Fields.letters(name)))
                .filter(name -> !name.isEmpty() && !name.contains("?"))
                .findFirst();
    }

    /** What {@code +CRSM: 144,0,"..."} read of a file, where it has this form; 144 is success. */
    private static Stream<String> file(List<String> lines, String form) {
        return Fields.of("+CRSM", lines).stream()
                .filter(f -> f.number(0).equals(Optional.of(144)))
                .flatMap(f -> f.text(2).stream())
                .filter(hex -> hex.matches(form));
    }

    private static Optional<String> name(byte[] file) {
        int end = 1;
        while (end < file.length && file[end] != (byte) 0xff) {
            end++;
        }
        var name = Mask.text(new String(file, 1, end - 1, StandardCharsets.ISO_8859_1));
        return file[1] < 0 || name.isEmpty() || name.contains("?") ? Optional.empty() : Optional.of(name);
    }
}
