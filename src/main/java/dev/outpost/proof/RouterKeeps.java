package dev.outpost.proof;

import dev.outpost.net.DataSize;
import dev.outpost.step.Narrator;
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
 * What a router keeps about its own days.
 *
 * @param at when it was asked
 * @param data what was used of the month's; absent where nobody counts
 * @param healed when the line fell silent, what was tried, what helped; the oldest first
 */
public record RouterKeeps(Instant at, Optional<DataUsed> data, List<Healing> healed) {
    /** A person reads the newest ones; the document has them all. */
    private static final int TOLD = 5;

    public RouterKeeps {
        healed = List.copyOf(healed);
    }

    /** A router that was not asked. */
    static RouterKeeps nothing(Instant at) {
        return new RouterKeeps(at, Optional.empty(), List.of());
    }

    /** Reads what {@code kept-look.sh} printed. */
    static RouterKeeps of(Instant at, List<String> lines) {
        return new RouterKeeps(at, DataUsed.of(lines), Healing.of(lines));
    }

    void tell(Narrator narrator) {
        data.ifPresent(used -> {
            if (used.isLow()) {
                narrator.warned("data: " + used.words(at));
            } else {
                narrator.saw("data", used.words(at));
            }
        });
        healed.stream()
                .skip(Math.max(0, healed.size() - TOLD))
                .forEach(healing -> narrator.saw("the line fell silent", healing.words()));
    }

    /** Part of {@code outpost.doctor/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "data", data.map(used -> used.json(at)),
                "healing", healed.stream().map(Healing::json).toList());
    }

    /**
     * One time that the line fell silent and the router tried something.
     *
     * @param ended by the router's clock; absent where that was not set
     * @param silence how long
     * @param tried in its order: renew, redial, reset (the modem's own command), port (its USB socket), reboot
     * @param helped the last of them; absent: nothing did, or the router restarts at this moment
     */
    record Healing(Optional<Instant> ended, Duration silence, List<String> tried, Optional<String> helped) {
        /** The year 2025: no router of ours was made before. */
        private static final long SET = 1_735_689_600;

        private static final Map<String, String> WORDS = Map.of(
                "renew", "asked for its lease again",
                "redial", "dialled again",
                "reset", "reset the modem by its command",
                "port", "reset the modem by its USB socket",
                "reboot", "restarted the router");

        Healing {
            tried = List.copyOf(tried);
        }

        /** Of what {@code kept-look.sh} printed, the oldest first. */
        static List<Healing> of(List<String> lines) {
            return lines.stream()
                    .filter(line -> line.matches("healing [0-9]{1,11} [0-9]{1,9} [a-z]+(,[a-z]+)* ([a-z]+|\\?)"))
                    .map(line -> line.split(" "))
                    .filter(words -> List.of(words[3].split(",")).stream().allMatch(WORDS::containsKey))
                    .map(words -> new Healing(
                            Optional.of(Long.parseLong(words[1]))
                                    .filter(seconds -> seconds > SET)
                                    .map(Instant::ofEpochSecond),
                            Duration.ofSeconds(Long.parseLong(words[2])),
                            List.of(words[3].split(",")),
                            Optional.of(words[4]).filter(WORDS::containsKey)))
                    .toList();
        }

        /** "2026-11-26T21:10:00Z: silent for 14 min; dialled again, dialled again, reset the modem by its command: that helped". */
        String words() {
            return ended.map(Instant::toString).orElse("at a time that no clock knew") + ": silent for "
                    + Math.max(1, silence.toMinutes()) + " min; "
                    + String.join(", ", tried.stream().map(WORDS::get).toList())
                    + (helped.isPresent() ? ": that helped" : ": nothing helped");
        }

        /** Part of {@code outpost.doctor/1}. */
        Map<String, @Nullable Object> json() {
            return Json.object("ended", ended, "silentSeconds", silence.toSeconds(), "tried", tried, "helped", helped);
        }
    }

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
                    "limitBytes", limit.bytes(),
                    "usedBytes", used.bytes(),
                    "since", since,
                    "cameras", each,
                    "words", words(now));
        }
    }
}
