package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a modem tells of itself: names, number, and what its USB side is made of; each by the name of its question. */
public final class DeviceAnswers {
    private static final Pattern IMEI = Pattern.compile("(?<!\\d)(\\d{15})\\d?(?!\\d)");

    private DeviceAnswers() {}

    /** The 15 digits of an IMEI or IMEISV, which has 16 and ends in a software version: to compare by, never to be shown or kept. */
    public static Optional<String> imei(List<String> lines) {
        return lines.stream()
                .map(IMEI::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1))
                .findFirst();
    }

    /**
     * Any name out of {@code +CGMI}, {@code +CGMM}, {@code +CGMR}: bare, quoted or with a prefix; empty values are none. Of several lines, in one of
     * which something unasked may stand, the first that looks like such a name.
     */
    public static Optional<String> name(List<String> lines) {
        return named(lines, _ -> true);
    }

    /** A maker: one that is known before any other. */
    public static Optional<String> maker(List<String> lines) {
        return named(lines, Dialect::isMaker).or(() -> name(lines));
    }

    /** A model or revision: hardly any has no digit. */
    public static Optional<String> model(List<String> lines) {
        return named(lines, v -> v.chars().anyMatch(Character::isDigit)).or(() -> name(lines));
    }

    private static Optional<String> named(List<String> lines, Predicate<String> looks) {
        return lines.stream()
                .map(line -> line.startsWith("+") && line.contains(":") ? line.substring(line.indexOf(':') + 1) : line)
                .map(value -> value.replace("\"", "").strip())
                .filter(value -> !value.isEmpty() && looks.test(value))
                .findFirst()
                .map(Mask::text);
    }

    /** What ATI told. */
    public record Information(Optional<String> manufacturer, Optional<String> model, Optional<String> revision) {}

    /**
     * {@code ATI}: labelled lines as Huawei writes them, or maker, model and {@code Revision:} as Quectel does. Any part may be missing; a
     * Huawei may leave the value after {@code Manufacturer:} empty.
     */
    public static Information ati(List<String> lines) {
        var bare =
                lines.stream().filter(l -> !l.contains(":") && !l.contains("+")).toList();
        var labelled = lines.stream().anyMatch(l -> l.regionMatches(true, 0, "Manufacturer:", 0, 13));
        return new Information(
                value("Manufacturer", lines).or(() -> nth(bare, 0).filter(m -> !labelled && bare.size() > 1)),
                value("Model", lines).or(() -> nth(bare, labelled || bare.size() == 1 ? 0 : 1)),
                value("Revision", lines));
    }

    private static Optional<String> value(String label, List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after(label, line).stream())
                .filter(v -> !v.isEmpty())
                .findFirst()
                .map(v -> Mask.text(v.replace("\"", "")));
    }

    private static Optional<String> nth(List<String> lines, int index) {
        return lines.stream().skip(index).findFirst().map(Mask::text);
    }

    /**
     * Huawei's functions.
     *
     * @param offersNcm NCM in one of the vendor's three banks
     * @param startsAsStorage shows a CD-ROM first, so the router has to switch it after each power-up
     */
    public record Ports(boolean offersNcm, boolean startsAsStorage) {}

    /**
     * Huawei's {@code ^SETPORT:A1,A2;12,10,16,A1,A2}: functions before and after the mode switch, in the order of the interfaces; the numbers are
     * the interface protocols in hexadecimal (10 modem, 12 PCUI, 16 NCM), A1 CD-ROM, A2 card reader, FF none.
     */
    public static Optional<Ports> setport(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after("^SETPORT", line).stream())
                .map(text -> text.replace("\"", "").toUpperCase(Locale.ROOT).split(";", -1))
                .filter(halves -> halves.length == 2)
                .map(halves -> Stream.of(halves).map(Fields::split).toList())
                .map(halves -> new Ports(
                        halves.getLast().values().stream().anyMatch(List.of("16", "46", "76")::contains),
                        halves.getFirst().values().stream().anyMatch(f -> f.startsWith("A"))))
                .findFirst();
    }

    /**
     * The one number or word of a vendor's USB mode query: {@code +QCFG: "usbnet",0}, {@code #USBCFG: 0}, {@code +GTUSBMODE: 41},
     * {@code +CUSBPIDSWITCH: 9001} or {@code +UUSBCONF: 3,"RNDIS"}; what it means depends on the family and stands in the chooser.
     */
    public static Optional<String> usbMode(AtCommand asked, List<String> lines) {
        return switch (asked) {
            case QUECTEL_USBNET ->
                Fields.of("+QCFG", lines).stream()
                        .filter(f -> f.text(0).equals(Optional.of("usbnet")))
                        .flatMap(f -> f.text(1).stream())
                        .findFirst();
            case UBLOX_MODE, TELIT_USBCFG, FIBOCOM_MODE, SIMCOM_PID ->
                Fields.of(asked.prefix().orElseThrow(), lines).stream()
                        .flatMap(f -> f.text(0).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
