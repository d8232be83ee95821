package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One serial port of {@code at.transcript}: its manners, and what it answers to commands, exact or with a {@code *} at the end.
 *
 * <p>{@code port N} opens the part of interface N; then manners ({@code echo off}, {@code echo-ending \r\n},
 * {@code ending \r\r\n}, {@code spacing tight}, {@code noise \0}, {@code cmee 2}, {@code delivery chunks}, {@code hearing silent},
 * {@code boot 20s}, {@code interrupted-by ^RSSI:15}, {@code urc 200ms [until COMMAND] TEXT}, {@code babble 1s BYTES}, {@code dies-after 3}), {@code like N} (the answers of an
 * earlier port), {@code otherwise ANSWER}, and rows {@code COMMAND [DELAY] ANSWER}. An answer is lines that end in a final result code,
 * {@code silence}, {@code raw BYTES}, or {@code !action}.
 *
 * @param rows in the order of the file; keys in upper case
 * @param otherwise the answer to everything that is not listed
 */
record PortScript(AtManners manners, Map<String, Answer> rows, Answer otherwise) {
    private static final Pattern DELAY = Pattern.compile("(\\d+)(ms|s)");
    private static final Set<String> MANNERS = Set.of(
            "echo echo-ending ending spacing noise cmee delivery hearing boot interrupted-by dies-after".split(" "));
    private static final Answer ERROR = new Answer(Duration.ZERO, "ERROR");

    /**
     * An answer as the file has it.
     *
     * @param delay until the first byte, in the dongle's own time
     * @param text lines separated by line feeds, with {@code {fields}} of the dongle's state; {@code silence}; or
     *     {@code !action}
     */
    record Answer(Duration delay, String text) {}

    PortScript {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** All ports of a file, by the number of their interface. */
    static Map<Integer, PortScript> parse(String text) {
        var parser = new Parser();
        DongleFolder.meaningful(text).forEach(parser::line);
        parser.finishPort();
        return parser.ports;
    }

    /** The row of a command: the exact one, or else the one with the longest beginning. */
    Optional<Answer> find(String command) {
        var wanted = command.toUpperCase(Locale.ROOT);
        var exact = rows.get(wanted);
        if (exact != null) {
            return Optional.of(exact);
        }
        return rows.entrySet().stream()
                .filter(row -> row.getKey().endsWith("*") && wanted.startsWith(beginning(row.getKey())))
                .max(Comparator.comparingInt(row -> row.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static String beginning(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    static Optional<Duration> duration(String word) {
        var matcher = DELAY.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count));
    }

    /** What the lines so far say; an escape is one of Java's own: {@code \r \n \0 \t \\} and octal ones. */
    private static final class Parser {
        private final Map<Integer, PortScript> ports = new LinkedHashMap<>();
        private final Map<String, Answer> rows = new LinkedHashMap<>();
        private final Map<String, String> manners = new HashMap<>();
        private final List<AtManners.Urc> urcs = new ArrayList<>();
        private Answer otherwise = ERROR;
        private int port = -1;

        private void line(String line) {
            var words = line.split("\\s+", 2);
            var rest = words.length > 1 ? words[1] : "";
            if (MANNERS.contains(words[0])) {
                manners.put(words[0], rest);
                return;
            }
            switch (words[0]) {
                case "urc", "babble" -> urcs.add(urc(rest, words[0].equals("urc")));
                case "port" -> {
                    finishPort();
                    port = Integer.parseInt(rest);
                }
                case "like" -> like(Integer.parseInt(rest));
                case "otherwise" -> otherwise = answer(rest);
                default -> row(words[0].toUpperCase(Locale.ROOT), line, rest);
            }
        }

        /** {@code PERIOD [until COMMAND] TEXT}. */
        private static AtManners.Urc urc(String text, boolean isLine) {
            var words = text.split("\\s+", 2);
            var every = duration(words[0]).orElseThrow();
            if (!words[1].startsWith("until ")) {
                return new AtManners.Urc(every, words[1].translateEscapes(), isLine, Optional.empty());
            }
            var until = words[1].split("\\s+", 3);
            return new AtManners.Urc(
                    every, until[2].translateEscapes(), isLine, Optional.of(until[1].toUpperCase(Locale.ROOT)));
        }

        private void row(String command, String line, String answer) {
            if (!command.startsWith("AT") || answer.isEmpty()) {
                throw new IllegalArgumentException("neither a manner nor a command with its answer: " + line);
            }
            rows.put(command, answer(answer));
        }

        private void like(int other) {
            var known = ports.get(other);
            if (known == null) {
                throw new IllegalArgumentException("like " + other + ": that port comes later or not at all");
            }
            rows.putAll(known.rows());
            otherwise = known.otherwise();
        }

        private void finishPort() {
            if (port >= 0) {
                ports.put(port, new PortScript(AtManners.of(manners, urcs), rows, otherwise));
            }
            manners.clear();
            urcs.clear();
            otherwise = ERROR;
            rows.clear();
        }

        private static Answer answer(String text) {
            var words = text.split("\\s+", 2);
            var delay = duration(words[0]);
            var rest = delay.isPresent() ? (words.length > 1 ? words[1] : "") : text;
            return new Answer(delay.orElse(Duration.ZERO), rest.translateEscapes());
        }
    }
}
