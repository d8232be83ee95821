package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.text.Place;
import java.util.Locale;
import java.util.regex.Pattern;

/** An event as a line to read and to compare: {@code "   304.1 sent   AT\r"}. Printable ASCII as it is, the rest escaped. */
final class EventText {
    private static final Pattern LINE = Pattern.compile(" *(\\d{1,9})\\.(\\d) ([a-z]+)(?: +(.*))?");
    private static final long MICROS_IN_TENTH = 100;

    private EventText() {}

    static String write(Event event) {
        var tenths = (event.micros() + MICROS_IN_TENTH / 2) / MICROS_IN_TENTH;
        var start = String.format(
                Locale.ROOT, "%7d.%d %s", tenths / 10, tenths % 10, event.kind().word());
        return event.text().isEmpty()
                ? start
                : start + " ".repeat(Math.max(1, 17 - start.length())) + escape(event.text());
    }

    /** @throws dev.outpost.step.ProblemException exit 2 */
    static Event read(String line, Place place) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            throw place.badValue("not a line of a recorded port", "milliseconds, what happened, and the bytes");
        }
        var micros = (Long.parseLong(found.group(1)) * 10 + Long.parseLong(found.group(2))) * MICROS_IN_TENTH;
        var kind = Kind.of(found.group(3))
                .orElseThrow(() -> place.badValue(
                        "'" + found.group(3) + "' happens on no port", "opened, sent, heard, found, lost or closed"));
        return new Event(micros, kind, unescape(found.group(4) == null ? "" : found.group(4), place));
    }

    private static String escape(String bytes) {
        var out = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            var c = bytes.charAt(i);
            var atEdge = i == 0 || i == bytes.length() - 1;
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> out.append(c > 0x7e || c < 0x20 || (c == ' ' && atEdge) ? "\\x%02x".formatted(c & 0xff) : c);
            }
        }
        return out.toString();
    }

    private static String unescape(String text, Place place) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '\\') {
                if (c > 0x7e || c < 0x20) {
                    throw place.badValue("a byte that is not printable", "it written as \\xHH");
                }
                out.append(c);
                continue;
            }
            var next = i + 1 < text.length() ? text.charAt(++i) : ' ';
            switch (next) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case '\\' -> out.append('\\');
                case 'x' -> {
                    var hex = text.substring(i + 1, Math.min(i + 3, text.length()));
                    if (!hex.matches("[0-9a-fA-F]{2}")) {
                        throw place.badValue("\\x" + hex, "\\x and two hexadecimal digits");
                    }
                    out.append((char) Integer.parseInt(hex, 16));
                    i += 2;
                }
                default -> throw place.badValue("a backslash that begins nothing", "\\r, \\n, \\t, \\\\ or \\xHH");
            }
        }
        return out.toString();
    }
}
