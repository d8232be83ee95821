package dev.outpost.sim.dongle;

import dev.outpost.sim.dongle.AtManners.Delivery;
import dev.outpost.sim.dongle.AtManners.Hearing;
import dev.outpost.sim.dongle.AtTable.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code at.transcript}. {@code port N} opens the part of interface N; then manners ({@code echo off},
 * {@code ending \r\r\n}, {@code noise \0}, {@code cmee 2}, {@code delivery chunks}, {@code hearing silent},
 * {@code urc 200ms [until COMMAND] TEXT}, {@code dies-after 3}), {@code like N} (the answers of an earlier port),
 * {@code otherwise ANSWER}, and rows {@code COMMAND [DELAY] ANSWER}.
 */
final class TranscriptParser {
    private static final Pattern DELAY = Pattern.compile("(\\d+)(ms|s)");
    private static final Answer ERROR = new Answer(Duration.ZERO, "ERROR");

    private final Map<Integer, DongleFolder.PortScript> ports = new LinkedHashMap<>();
    private final Map<String, Answer> rows = new LinkedHashMap<>();
    private AtManners manners = AtManners.PLAIN;
    private Answer otherwise = ERROR;
    private int port = -1;

    private TranscriptParser() {}

    static Map<Integer, DongleFolder.PortScript> parse(String text) {
        var parser = new TranscriptParser();
        DongleFolder.meaningful(text).forEach(parser::line);
        parser.finishPort();
        return parser.ports;
    }

    private void line(String line) {
        var words = line.split("\\s+", 2);
        var rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "port" -> {
                finishPort();
                port = Integer.parseInt(rest);
            }
            case "like" -> like(Integer.parseInt(rest));
            case "echo" -> manners = manners.withEcho(rest.equals("on"));
            case "ending" -> manners = manners.withEnding(unescaped(rest));
            case "noise" -> manners = manners.withNoise(unescaped(rest));
            case "cmee" -> manners = manners.withCmee(Integer.parseInt(rest));
            case "delivery" -> manners = manners.withDelivery(Delivery.valueOf(rest.toUpperCase(Locale.ROOT)));
            case "hearing" -> manners = manners.withHearing(Hearing.valueOf(rest.toUpperCase(Locale.ROOT)));
            case "dies-after" -> manners = manners.dyingAfter(Integer.parseInt(rest));
            case "urc" -> manners = manners.withUrc(urc(rest));
            case "otherwise" -> otherwise = answer(rest);
            default -> rows.put(words[0].toUpperCase(Locale.ROOT), answer(rest));
        }
    }

    private void like(int other) {
        var known = ports.get(other);
        if (known == null) {
            throw new IllegalArgumentException("like " + other + ": that port comes later or not at all");
        }
        rows.putAll(known.table().rows());
        otherwise = known.table().otherwise();
    }

    private void finishPort() {
        if (port >= 0) {
            ports.put(port, new DongleFolder.PortScript(manners, new AtTable(rows, otherwise)));
        }
        manners = AtManners.PLAIN;
        otherwise = ERROR;
        rows.clear();
    }

    private static AtManners.Urc urc(String text) {
        var words = text.split("\\s+", 2);
        var every = duration(words[0]).orElseThrow();
        if (!words[1].startsWith("until ")) {
            return new AtManners.Urc(every, unescaped(words[1]), Optional.empty());
        }
        var until = words[1].split("\\s+", 3);
        return new AtManners.Urc(every, unescaped(until[2]), Optional.of(until[1].toUpperCase(Locale.ROOT)));
    }

    private static Answer answer(String text) {
        var words = text.split("\\s+", 2);
        var delay = duration(words[0]);
        var rest = delay.isPresent() ? (words.length > 1 ? words[1] : "") : text;
        return new Answer(delay.orElse(Duration.ZERO), unescaped(rest));
    }

    static Optional<Duration> duration(String word) {
        var matcher = DELAY.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count));
    }

    /** Java's own escapes: {@code \r \n \0 \t \\} and octal ones. */
    static String unescaped(String text) {
        return text.translateEscapes();
    }
}
