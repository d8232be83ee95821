package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many tries the PIN has left, by every vendor's way; the order of the counters differs with the vendor.
 *
 * <p>Orders as in ModemManager's plugins; QPINC and SPIC from memory of the vendors' manuals, so they only ever count together with the
 * card's own answer or lower it.
 */
public final class PinTries {
    /** Not allowed, not supported, unknown parameters: it will not know tomorrow either. */
    private static final Set<Integer> DOES_NOT_KNOW = Set.of(3, 4, 50, 100);

    private static final Pattern CARD = Pattern.compile("63C([0-9A-F])", Pattern.CASE_INSENSITIVE);
    private static final int BLOCKED_LENGTH = 4;

    /** What a status word's nibble can hold. */
    private static final int MOST = 15;

    private PinTries() {}

    /**
     * What every counter said that a modem may know.
     *
     * @param lowest of those that answered
     * @param doubt why they cannot be relied on: an answer got lost, or a counter is busy
     */
    record Counted(Optional<Integer> lowest, Optional<String> doubt) {}

    static Counted read(Dialogue dialogue, Dialect dialect) {
        var told = new ArrayList<Integer>();
        for (var way : ways(dialect).toList()) {
            var answer = dialogue.ask(way, AtCommand.SIM_STATE.patience());
            parse(way, answer.lines()).ifPresent(told::add);
            var doubt = doubt(way, answer);
            if (doubt.isPresent()) {
                return new Counted(told.stream().min(Integer::compare), doubt);
            }
        }
        return new Counted(told.stream().min(Integer::compare), Optional.empty());
    }

    private static Stream<AtCommand> ways(Dialect dialect) {
        return Stream.of(List.of(AtCommand.SIM_TRIES_BY_CARD), dialect.tries(), List.of(AtCommand.SIM_TRIES))
                .flatMap(List::stream)
                .distinct();
    }

    /** A counter that does not know the question is none; any other failure may hide the one that is low. */
    private static Optional<String> doubt(AtCommand way, AtResponse answer) {
        return switch (answer) {
            case AtResponse.Ok _, AtResponse.Refused _ -> Optional.empty();
            case AtResponse.CmeError(var code, var text) ->
                code.isEmpty() || code.filter(DOES_NOT_KNOW::contains).isPresent()
                        ? Optional.empty()
                        : Optional.of(way.text() + " said " + answer.inWords());
            case AtResponse.Silence silence -> Optional.of(way.text() + " got " + answer.inWords());
            case AtResponse.Lost lost -> Optional.of(answer.inWords());
        };
    }

    /**
     * A question for the tries that a PIN has left, and what takes the number out of its answer, for a shell.
     *
     * @param question an AT line
     * @param sed for {@code sed -n}
     */
    public record ShellRule(String question, String sed) {}

    /** Every way that a modem of this dialect may know. */
    public static List<ShellRule> inShell(Dialect dialect) {
        return ways(dialect)
                .flatMap(way -> sed(way).map(sed -> new ShellRule(way.text(), sed)).stream())
                .toList();
    }

    /**
     * Where an answer has the tries of PIN 1.
     *
     * @param name what a line of counters begins with, where each has its own
     * @param index of the field
     * @param sed what a shell takes away before that field
     */
    private record Counter(Optional<String> name, int index, String sed) {}

    private static Optional<Counter> counter(AtCommand asked) {
        return switch (asked) {
            // code, times, PUK, PIN, PUK2, PIN2
            case HUAWEI_TRIES -> Optional.of(new Counter(Optional.empty(), 3, "^.CPIN: *[^,]*,[^,]*,[^,]*,"));
            // pin1, puk1, pin2, puk2; pin, puk
            case SIERRA_TRIES,
                    ZTE_TRIES,
                    MTK_TRIES,
                    UBLOX_TRIES,
                    SIMCOM_TRIES,
                    ICERA_TRIES,
                    ERICSSON_TRIES,
                    OPTION_TRIES,
                    CINTERION_TRIES -> Optional.of(new Counter(Optional.empty(), 0, "^[^:]*: *"));
            case NOVATEL_TRIES -> Optional.of(new Counter(Optional.of("PIN1"), 1, "^.NWPINR: *PIN1, *"));
            // "SC",pin,puk
            case QUECTEL_TRIES -> Optional.of(new Counter(Optional.of("SC"), 1, "^.QPINC: *\"SC\", *"));
            // SIM PIN,left,default
            case SIM_TRIES -> Optional.of(new Counter(Optional.of("SIM PIN"), 1, "^.CPINR: *\"*SIM PIN\"*, *"));
            default -> Optional.empty();
        };
    }

    /** The lowest of all counters that answered: where they disagree, it counts. */
    public static Optional<Integer> lowest(Map<AtCommand, AtResponse> answers) {
        return answers.entrySet().stream()
                .flatMap(e -> parse(e.getKey(), e.getValue().lines()).stream())
                .min(Integer::compare);
    }

    /** Tries left for PIN 1, the lowest where a modem answers more than once; empty when the answer does not say. */
    public static Optional<Integer> parse(AtCommand asked, List<String> lines) {
        return asked == AtCommand.SIM_TRIES_BY_CARD
                ? card(lines)
                : counter(asked)
                        .flatMap(counter -> Fields.of(asked.prefix().orElseThrow(), lines).stream()
                                .filter(f -> counter.name()
                                        .map(name -> f.text(0)
                                                .filter(name::equalsIgnoreCase)
                                                .isPresent())
                                        .orElse(true))
                                .flatMap(f -> f.number(counter.index()).stream())
                                .filter(n -> n >= 0 && n <= MOST)
                                .min(Integer::compare));
    }

    /** What takes the number out of such an answer in a shell, for {@code sed -n}. */
    private static Optional<String> sed(AtCommand asked) {
        return asked == AtCommand.SIM_TRIES_BY_CARD
                ? Optional.of(
                        "s/.*CSIM:.*63[Cc]\\([0-9]\\)\"*$/\\1/p;s/.*CSIM:.*63[Cc][A-Fa-f]\"*$/9/p;s/.*CSIM:.*6983\"*$/0/p")
                : counter(asked).map(counter -> "s/" + counter.sed() + "\\([0-9]*\\).*/\\1/p");
    }

    /** Status words of ISO 7816-4: 63Cx is x tries left, 6983 is blocked; 9000 (no PIN is asked for) counts nothing. */
    private static Optional<Integer> card(List<String> lines) {
        return Fields.of("+CSIM", lines).stream()
                .flatMap(f -> f.text(1).stream())
                .flatMap(words -> statusWord(words.replace(" ", "")).stream())
                .min(Integer::compare);
    }

    private static Optional<Integer> statusWord(String hex) {
        var last = hex.length() >= BLOCKED_LENGTH ? hex.substring(hex.length() - BLOCKED_LENGTH) : hex;
        var left = CARD.matcher(last);
        if (left.matches()) {
            return Optional.of(Integer.parseInt(left.group(1), 16));
        }
        return last.equals("6983") ? Optional.of(0) : Optional.empty();
    }
}
