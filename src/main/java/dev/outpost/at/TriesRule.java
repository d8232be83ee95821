package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question for the tries that a PIN has left, and what takes the number out of its answer, for a shell.
 *
 * @param question an AT line
 * @param sed for {@code sed -n}
 */
public record TriesRule(String question, String sed) {
    private static final String NUMBER = "\\([0-9]*\\).*/\\1/p";

    /** Every way that a modem of this dialect may know, as {@link PinTriesParser} reads them. */
    public static List<TriesRule> of(Dialect dialect) {
        var ways = new ArrayList<>(dialect.tries());
        ways.addFirst(AtCommand.SIM_TRIES_BY_CARD);
        if (!ways.contains(AtCommand.SIM_TRIES)) {
            ways.add(AtCommand.SIM_TRIES);
        }
        return ways.stream().flatMap(TriesRule::of).toList();
    }

    private static Stream<TriesRule> of(AtCommand way) {
        return switch (way) {
            case SIM_TRIES_BY_CARD ->
                Stream.of(
                        new TriesRule(
                                way.text(),
                                "s/.*CSIM:.*63[Cc]\\([0-9]\\)\"*$/\\1/p;s/.*CSIM:.*63[Cc][A-Fa-f]\"*$/9/p;s/.*CSIM:.*6983\"*$/0/p"));
            case HUAWEI_TRIES -> Stream.of(new TriesRule(way.text(), "s/^.CPIN: *[^,]*,[^,]*,[^,]*," + NUMBER));
            case SIERRA_TRIES,
                    ZTE_TRIES,
                    MTK_TRIES,
                    UBLOX_TRIES,
                    SIMCOM_TRIES,
                    ICERA_TRIES,
                    ERICSSON_TRIES,
                    OPTION_TRIES,
                    CINTERION_TRIES -> Stream.of(new TriesRule(way.text(), "s/^[^:]*: *" + NUMBER));
            case NOVATEL_TRIES -> Stream.of(new TriesRule(way.text(), "s/^.NWPINR: *PIN1, *" + NUMBER));
            case QUECTEL_TRIES -> Stream.of(new TriesRule(way.text(), "s/^.QPINC: *\"SC\", *" + NUMBER));
            case SIM_TRIES -> Stream.of(new TriesRule(way.text(), "s/^.CPINR: *\"*SIM PIN\"*, *" + NUMBER));
            default -> Stream.empty();
        };
    }
}
