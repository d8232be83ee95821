package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cell that serves, as far as the modem tells.
 *
 * <p>Fields of the vendors' reports as modemdata (addon/usb/12d11506, 2c7c0125, 1e0e9001) and QModem's test cases have them.
 *
 * @param id hexadecimal, upper case
 * @param band {@code B3} for LTE, {@code n78} for 5G
 */
public record ServingCell(Optional<String> id, Optional<String> band) {
    private static final Optional<String> NONE = Optional.empty();

    public static final ServingCell UNKNOWN = new ServingCell(NONE, NONE);

    private static final Pattern BAND = Pattern.compile("(?i)(LTE|EUTRAN|NR)\\S*?[ -]?(?:BAND ?|N)?(\\d{1,3})$");

    /** This, with what the other knows where this does not. */
    public ServingCell or(ServingCell other) {
        return new ServingCell(id.or(other::id), band.or(other::band));
    }

    /** Of any answer; unknown where it tells nothing of a cell. */
    public static ServingCell of(AtCommand asked, List<String> lines) {
        return fields(asked, lines).map(f -> of(asked, f)).orElse(UNKNOWN);
    }

    /** Signal, where the report on the cell has it. */
    static Signal signal(AtCommand asked, List<String> lines) {
        return fields(asked, lines).map(f -> signal(asked, f)).orElse(Signal.UNKNOWN);
    }

    private static Optional<Fields> fields(AtCommand asked, List<String> lines) {
        var all = asked.prefix().map(prefix -> Fields.of(prefix, lines)).orElse(List.of());
        return asked == AtCommand.QUECTEL_CELL
                ? all.stream().filter(f -> f.size() > 3).findFirst().map(ServingCell::withoutItsOwnLine)
                : all.stream().findFirst();
    }

    /** Where LTE and 5G serve together, the state stands alone in the first line and the LTE cell, which is the anchor, in the next. */
    private static Fields withoutItsOwnLine(Fields f) {
        return is(f, 0, "LTE")
                ? new Fields(Stream.concat(Stream.of("servingcell", ""), f.values().stream())
                        .toList())
                : f;
    }

    private static ServingCell of(AtCommand asked, Fields f) {
        return switch (asked) {
            case HUAWEI_FREQUENCY -> new ServingCell(NONE, isLte(f) ? band("B", f.text(2)) : NONE);
            case QUECTEL_NETWORK -> new ServingCell(NONE, f.text(2).flatMap(ServingCell::named));
            case QUECTEL_CELL ->
                isNr(f)
                        ? new ServingCell(hex(f.text(6)), band("n", f.text(10)))
                        : new ServingCell(hex(f.text(6)), is(f, 2, "LTE") ? band("B", f.text(9)) : NONE);
            case SIMCOM_CELL -> new ServingCell(decimal(f.text(4)), f.text(6).flatMap(ServingCell::named));
            // n,stat,tac,cell: the cell only where somebody set n to 2
            case REGISTRATION_EPS -> new ServingCell(f.size() > 3 ? hex(f.text(3)) : NONE, NONE);
            default -> UNKNOWN;
        };
    }

    private static Signal signal(AtCommand asked, Fields f) {
        return switch (asked) {
            case QUECTEL_CELL ->
                isNr(f)
                        ? measured("nr", Optional.empty(), f.number(12), f.number(13), tenths(f.number(14), 10))
                        : is(f, 2, "LTE")
                                ? measured("lte", f.number(15), f.number(13), f.number(14), sinr(f.number(16)))
                                : Signal.UNKNOWN;
            case SIMCOM_CELL ->
                f.text(0).filter(system -> system.startsWith("NR5G")).isPresent()
                        ? simcomNr(f)
                        : is(f, 0, "LTE")
                                ? new Signal(
                                        Optional.of("lte"),
                                        tenths(f.number(12), 1),
                                        tenths(f.number(11), 1),
                                        tenths(f.number(10), 1),
                                        tenths(f.number(13), 10))
                                : Signal.UNKNOWN;
            default -> Signal.UNKNOWN;
        };
    }

    /** RSRP, RSRQ and SNR behind the channel; in tenths where the numbers are too large for dBm. */
    private static Signal simcomNr(Fields f) {
        var factor = f.number(8).filter(n -> n < -200).isPresent() ? 1 : 10;
        return new Signal(
                Optional.of("nr"),
                Optional.empty(),
                tenths(f.number(8).filter(n -> n < 0), factor),
                tenths(f.number(9).filter(n -> n < 200), factor),
                tenths(f.number(10), factor));
    }

    private static Signal measured(
            String technology,
            Optional<Integer> rssi,
            Optional<Integer> rsrp,
            Optional<Integer> rsrq,
            Optional<Double> sinr) {
        return new Signal(
                Optional.of(technology),
                rssi.filter(n -> n < 0).map(Integer::doubleValue),
                rsrp.filter(n -> n < 0 && n >= -157).map(Integer::doubleValue),
                rsrq.filter(n -> n < 20 && n >= -44).map(Integer::doubleValue),
                sinr);
    }

    /** 0 to 250 for -20 to 30 dB. */
    private static Optional<Double> sinr(Optional<Integer> raw) {
        return Signal.scaled(raw, 250, -20, 0.2);
    }

    private static Optional<Double> tenths(Optional<Integer> value, int factor) {
        return value.filter(n -> Math.abs(n) < 2000).map(n -> n * factor / 10.0);
    }

    private static boolean isLte(Fields f) {
        return f.number(1).equals(Optional.of(6));
    }

    private static boolean isNr(Fields f) {
        return is(f, 2, "NR5G-SA");
    }

    private static boolean is(Fields f, int index, String word) {
        return f.text(index).filter(word::equals).isPresent();
    }

    private static Optional<String> named(String text) {
        var found = BAND.matcher(text);
        return found.find() ? Optional.of((found.group(1).equalsIgnoreCase("NR") ? "n" : "B") + found.group(2)) : NONE;
    }

    private static Optional<String> band(String letter, Optional<String> number) {
        return number.filter(n -> n.matches("[1-9]\\d{0,2}")).map(n -> letter + n);
    }

    private static Optional<String> hex(Optional<String> text) {
        return text.map(t -> t.toUpperCase(Locale.ROOT)).filter(t -> t.matches("[0-9A-F]{2,9}"));
    }

    private static Optional<String> decimal(Optional<String> text) {
        return text.filter(t -> t.matches("[1-9]\\d{0,11}"))
                .map(t -> Long.toHexString(Long.parseLong(t)).toUpperCase(Locale.ROOT));
    }
}
