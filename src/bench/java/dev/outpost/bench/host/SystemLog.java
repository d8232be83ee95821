package dev.outpost.bench.host;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What logd keeps: lines stamped with the router's own clock, the oldest dropped when 128 KiB are full. */
public final class SystemLog {
    private static final int SIZE = 128 * 1024;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SimClock clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private int size;

    public SystemLog(SimClock clock) {
        this.clock = clock;
    }

    /**
     * Adds a line.
     *
     * @param source facility, level and tag, such as {@code daemon.notice netifd}
     */
    public synchronized void add(String source, String message) {
        var line = STAMP.format(clock.wall()) + " " + source + ": " + message;
        lines.add(line);
        size += line.length() + 1;
        while (size > SIZE) {
            size -= lines.remove().length() + 1;
        }
    }

    /** After a reboot nothing is left. */
    public synchronized void clear() {
        lines.clear();
        size = 0;
    }

    /** {@code logread}. */
    public int logread(Call call) {
        lines().forEach(call::say);
        return 0;
    }

    /** {@code logger [-t TAG] [-p FACILITY.LEVEL] WORDS...}. */
    public int logger(Call call) {
        var tag = "root";
        var priority = "user.notice";
        var message = new ArrayList<String>();
        var words = call.words();
        for (var at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-t" -> tag = words.get(++at);
                case "-p" -> priority = words.get(++at);
                case "-s" -> {}
                default -> message.add(words.get(at));
            }
        }
        add(priority + " " + tag, String.join(" ", message));
        return 0;
    }

    /** All lines that {@code logread} would print. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
