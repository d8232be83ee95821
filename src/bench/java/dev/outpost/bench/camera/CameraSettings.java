package dev.outpost.bench.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What can be set at a simulated camera, and how often somebody did. */
public final class CameraSettings implements InstantSource {
    private final InstantSource time;
    final Map<String, String> webUsers = new ConcurrentHashMap<>();
    final Map<String, String> onvifUsers = new ConcurrentHashMap<>();
    final Map<String, String> onvifPasswords = new ConcurrentHashMap<>();
    private volatile Duration off = Duration.ZERO;
    volatile String timeMode = "NTP";
    volatile String zone = "CST-8:00:00";
    volatile String timeServer = "time.windows.com";
    volatile boolean onvif = true;
    volatile String stream = Answer.text("ISAPI.stream", Map.of());

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();

    CameraSettings(InstantSource time) {
        this.time = time;
        webUsers.put("admin", "Administrator");
    }

    /** Its own clock. */
    @Override
    public Instant instant() {
        return time.instant().plus(off);
    }

    /** Somebody set its clock, or nobody did. */
    public void clockSays(Instant moment) {
        off = Duration.between(time.instant(), moment);
    }

    /** In the zone that it believes in, without saying which: as this family writes it. */
    String localTime() {
        return instant().atOffset(offset()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void localTime(String said) {
        clockSays(LocalDateTime.parse(said.substring(0, 19)).toInstant(offset()));
    }

    /** "CST-8:00:00" is eight hours ahead; summer time is left out. */
    private ZoneOffset offset() {
        var found = Pattern.compile("[A-Z]+([+-]?)(\\d{1,2}):.*").matcher(zone);
        if (!found.matches()) {
            return ZoneOffset.UTC;
        }
        var hours = Integer.parseInt(found.group(2));
        return ZoneOffset.ofHours(found.group(1).equals("-") ? hours : -hours);
    }

    void wrote() {
        writes.incrementAndGet();
    }

    void restarted() {
        restarts.incrementAndGet();
    }

    public int restarts() {
        return restarts.get();
    }

    public String timeServer() {
        return timeServer;
    }

    public String zone() {
        return zone;
    }

    /** Users of its web pages with their rights, in ISAPI's words. */
    public Map<String, String> users() {
        return Map.copyOf(webUsers);
    }

    public Map<String, String> onvifUsers() {
        return Map.copyOf(onvifUsers);
    }

    /** Settings that somebody wrote, since it was made. */
    public int writes() {
        return writes.get();
    }

    static String users(String right, Map<String, String> users) {
        var text = new StringBuilder();
        var id = 1;
        for (var user : new TreeMap<>(users).entrySet()) {
            text.append(Answer.text(
                    "ISAPI.user", Map.of("id", id++, "user", user.getKey(), "right", right, "level", user.getValue())));
        }
        return text.toString();
    }
}
