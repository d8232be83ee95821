package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.UsbDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of {@code usb-devices} and of {@code /sys/kernel/debug/usb/devices} (once {@code /proc/bus/usb/devices}): records T, D, P, S, C, I, E.
 *
 * <p>A record is known by its first key, not by its letter or its line: posts lose letters, join lines, wrap them and number them.
 */
final class KernelDump {
    /** The first key of each record; {@code usb-devices} wrote {@code #IFs} before 2012. */
    private static final Pattern RECORD = Pattern.compile("(?:[TBDPSCAIE] ?: ?(\\*?) ?)?(?<![A-Za-z_])"
            + "(Bus|Alloc|Ver|Vendor|Manufacturer|Product|SerialNumber|#I[Ff]s|FirstIf#|If#|Ad) ?=");

    private static final Pattern HUB = Pattern.compile("Cls ?= ?09\\(hub|Driver ?= ?hub\\b");

    private final List<DumpedDevice> devices = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private DumpedDevice open = new DumpedDevice();

    private KernelDump() {}

    /** Reads clean lines. */
    static KernelDump of(List<String> lines) {
        var dump = new KernelDump();
        for (var record : records(lines)) {
            dump.add(record);
        }
        dump.close();
        return dump;
    }

    /** Every device that is no hub and whose ids can be read. */
    List<UsbDevice> devices() {
        var found = new ArrayList<UsbDevice>();
        for (int n = 0; n < devices.size(); n++) {
            devices.get(n).device(n + 1, n + 1 == devices.size()).ifPresent(found::add);
        }
        return found;
    }

    /** Records that were there and could not be understood. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether this text has records of such a dump at all. */
    boolean isOne() {
        return devices.stream().anyMatch(DumpedDevice::isOne);
    }

    private void add(Entry record) {
        if (open.endsBefore(record)) {
            close();
        }
        open.add(record);
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        if (!open.isHub(HUB)) {
            devices.add(open);
            open.trouble().ifPresent(notes::add);
        }
        open = new DumpedDevice();
    }

    /**
     * One record, with what a mail program wrapped into the next lines.
     *
     * @param key its first key
     * @param starred the mark of what is active
     * @param text from that key on
     * @param line where it begins, from 1
     */
    record Entry(String key, boolean starred, String text, int line) {}

    private static List<Entry> records(List<String> lines) {
        var found = new ArrayList<Entry>();
        for (int n = 0; n < lines.size(); n++) {
            var line = lines.get(n);
            var starts = RECORD.matcher(line);
            int from = -1;
            var key = "";
            var starred = false;
            while (starts.find()) {
                if (from >= 0) {
                    found.add(new Entry(key, starred, line.substring(from, starts.start()), n + 1));
                } else {
                    wrapped(found, line.substring(0, starts.start()));
                }
                from = starts.start(2);
                key = starts.group(2);
                starred = isStarred(starts);
            }
            if (from >= 0) {
                found.add(new Entry(key, starred, line.substring(from), n + 1));
            } else {
                wrapped(found, line);
            }
        }
        return found;
    }

    private static boolean isStarred(Matcher start) {
        return start.group(1) != null && !start.group(1).isEmpty();
    }

    /** What a wrapped line of a dump begins with: the next key, the rest of a class, or a driver's name alone. */
    private static final Pattern REST = Pattern.compile(
            "^(?:[A-Z#][A-Za-z#]{1,9} ?= ?\\S.*|[a-z]*\\.?\\)? ?Sub ?=.*|[0-9A-Fa-f]{1,4} [^=]{1,20}=.*|[0-9A-Fa-f]{1,4}|[a-z][a-z0-9_-]{2,20})$");

    private static void wrapped(List<Entry> found, String line) {
        var rest = line.strip();
        if (found.isEmpty() || rest.length() > 120 || !REST.matcher(rest).matches()) {
            return;
        }
        var last = found.getLast();
        var isOneWord = rest.indexOf('=') < 0;
        if (isOneWord ? !last.text().strip().endsWith("=") : isString(last.key())) {
            return;
        }
        found.removeLast();
        found.add(new Entry(last.key(), last.starred(), last.text() + " " + rest, last.line()));
    }

    static boolean isString(String key) {
        return key.equals("Manufacturer") || key.equals("Product") || key.equals("SerialNumber");
    }

    static Optional<String> value(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Sizes that a sight can be made of. */
    static Sight sight(Optional<Integer> promised, int seen, boolean endsEarly) {
        return promised.filter(n -> n > seen).isPresent() || endsEarly
                ? Sight.cut(promised.filter(n -> n > seen), seen)
                : Sight.whole();
    }
}
