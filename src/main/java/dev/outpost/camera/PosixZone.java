package dev.outpost.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A time zone as cameras write it: POSIX's TZ, whose sign is the other way round. */
final class PosixZone {
    /** As many weeks as a month can have: the last one. */
    private static final int LAST = 5;

    private final ZoneRules rules;
    private final Instant now;

    PosixZone(ZoneId zone, Instant now) {
        this.rules = zone.getRules();
        this.now = now;
    }

    /** "CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00": Hikvision's own, whose letters mean nothing. */
    String hikvision() {
        return written("CST", clock(saving(), false));
    }

    /** "STD-1:00:00DST-2:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00": POSIX 1003.1, section 8.3. */
    String posix() {
        return written("STD", clock(standard() - saving(), true));
    }

    private String written(String name, String summer) {
        var rule = changes().stream()
                .map(change -> "," + day(change) + "/" + time(change))
                .collect(Collectors.joining());
        return name + clock(standard(), true) + (rule.isEmpty() ? "" : "DST" + summer + rule);
    }

    private int standard() {
        return -rules.getStandardOffset(now).getTotalSeconds();
    }

    /** The two changes of this year, spring's first; empty where the clock never changes, or not by a rule. */
    private List<ZoneOffsetTransition> changes() {
        var year = LocalDateTime.ofInstant(now, ZoneOffset.UTC).getYear();
        var changes = rules.getTransitionRules().stream()
                .map(rule -> rule.createTransition(year))
                .sorted((one, other) -> Boolean.compare(other.isGap(), one.isGap()))
                .toList();
        return changes.size() == 2 ? changes : List.of();
    }

    private int saving() {
        return changes().stream()
                .findFirst()
                .map(change -> (int) change.getDuration().abs().toSeconds())
                .orElse(0);
    }

    private static String day(ZoneOffsetTransition change) {
        var before = change.getDateTimeBefore();
        var last = before.toLocalDate().lengthOfMonth() - before.getDayOfMonth() < 7;
        var week = last ? LAST : (before.getDayOfMonth() - 1) / 7 + 1;
        return "M" + before.getMonthValue() + "." + week + "."
                + before.getDayOfWeek().getValue() % 7;
    }

    private static String time(ZoneOffsetTransition change) {
        return clock(change.getDateTimeBefore().toLocalTime().toSecondOfDay(), false);
    }

    private static String clock(int seconds, boolean signed) {
        var time = Duration.ofSeconds(Math.abs(seconds));
        return String.format(
                Locale.ROOT,
                signed ? (seconds < 0 ? "-" : "+") + "%d:%02d:%02d" : "%02d:%02d:%02d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }
}
