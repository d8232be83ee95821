package dev.outpost.proof;

import dev.outpost.net.DataSize;
import dev.outpost.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data of a month as the router counted them.
 *
 * @param since when it began to count; absent while its clock was never set
 * @param cameras what each took of it, by name
 */
record DataUsed(DataSize limit, DataSize used, Optional<Instant> since, SequencedMap<String, DataSize> cameras) {
    /** A rate of less than that says nothing. */
    private static final Duration SHORTEST = Duration.ofHours(6);

    /** Of what {@code outpost-budget show} printed; empty where nothing is counted. */
    static Optional<DataUsed> of(List<String> lines) {
        var cameras = new LinkedHashMap<String, DataSize>();
        lines.stream()
                .filter(line -> line.matches("data-camera [a-z0-9-]+ [0-9]{1,18}"))
                .map(line -> line.split(" "))
                .forEach(words -> cameras.put(words[1], new DataSize(Long.parseLong(words[2]))));
        return lines.stream()
                .filter(line -> line.matches("data [1-9][0-9]{0,17} [0-9]{1,18} [0-9]{1,11} [0-9-]{7}"))
                .map(line -> line.split(" "))
                .map(words -> new DataUsed(
                        new DataSize(Long.parseLong(words[1])),
                        new DataSize(Long.parseLong(words[2])),
                        Optional.of(Long.parseLong(words[3]))
                                .filter(seconds -> seconds > 0)
                                .map(Instant::ofEpochSecond),
                        cameras))
                .findFirst();
    }

    boolean isUp() {
        return used.bytes() >= limit.bytes();
    }

    /** Four fifths of it are gone. */
    boolean isLow() {
        return used.bytes() >= limit.bytes() / 10 * 8;
    }

    /** "3.1 of 10 GB, at this rate until the 23rd (yard 2.9 GB)". */
    String words(Instant now) {
        var each = cameras.entrySet().stream()
                .map(camera -> camera.getKey() + " " + camera.getValue().words())
                .collect(Collectors.joining(", "));
        return used.of(limit) + ", " + rate(now) + (each.isEmpty() ? "" : " (" + each + ")");
    }

    private String rate(Instant now) {
        if (isUp()) {
            return "used up: viewers wait for the next month";
        }
        var counted = since.map(at -> Duration.between(at, now)).filter(time -> time.compareTo(SHORTEST) >= 0);
        if (counted.isEmpty() || used.bytes() == 0) {
            return "too early to say how long that lasts";
        }
        var perSecond = (double) used.bytes() / counted.get().toSeconds();
        var today = now.atZone(ZoneOffset.UTC);
        var next = today.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(ZoneOffset.UTC);
        var left = (limit.bytes() - used.bytes()) / perSecond;
        return left >= Duration.between(today, next).toSeconds()
                ? "at this rate enough for the month"
                : "at this rate until the "
                        + ordinal(today.plusSeconds((long) left).getDayOfMonth());
    }

    private static String ordinal(int day) {
        var isTeen = day >= 11 && day <= 13;
        return day
                + switch (isTeen ? 0 : day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    /** Part of {@code outpost.doctor/1}. */
    Map<String, @Nullable Object> json(Instant now) {
        var each = new LinkedHashMap<String, @Nullable Object>();
        cameras.forEach((name, bytes) -> each.put(name, bytes.bytes()));
        return Json.object(
                "limitBytes",
                limit.bytes(),
                "usedBytes",
                used.bytes(),
                "since",
                since,
                "cameras",
                each,
                "words",
                words(now));
    }
}
