package dev.outpost.adapter.recording;

import dev.outpost.text.Place;
import dev.outpost.text.Word;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that happened on a port.
 *
 * @param micros since the port was opened; of what happens before it is open: since the look began
 * @param text bytes as ISO 8859-1, or words
 */
record Event(long micros, Kind kind, String text) {
    private static final Pattern LINE = Pattern.compile(" *(\\d{1,9})\\.(\\d) ([a-z]+)(?: +(.*))?");
    private static final long MICROS_IN_TENTH = 100;

    /** The words of a port's file. */
    enum Kind implements Word {
        /** Another program holds the port, so it was not opened. */
        HELD,
        /** The port did not open; the text begins with the reason's word. */
        REFUSED,
        OPENED,
        /** Bytes to the modem. */
        SENT,
        /** Bytes to the modem, and the write failed. */
        UNSENT,
        /** Bytes to the modem, and the write did not return before the port was closed. */
        STUCK,
        /** Bytes that came while they were waited for. */
        HEARD,
        /** Bytes that were there already when somebody looked, without waiting. */
        FOUND,
        /** Somebody waited and nothing came. */
        QUIET,
        /** The port failed, and why. */
        LOST,
        CLOSED;

        static Optional<Kind> of(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        boolean isFromModem() {
            return this == HEARD || this == FOUND;
        }

        boolean isToModem() {
            return this == SENT || this == UNSENT || this == STUCK;
        }

        /** A new conversation, or why there is none. */
        boolean begins() {
            return this == HELD || this == REFUSED || this == OPENED;
        }
    }

    Event with(String other) {
        return new Event(micros, kind, other);
    }

    /** As a line to read and to compare: {@code "   304.1 sent   AT\r"}. Printable ASCII as it is, the rest escaped. */
    String line() {
        var tenths = (micros + MICROS_IN_TENTH / 2) / MICROS_IN_TENTH;
        var start = String.format(Locale.ROOT, "%7d.%d %s", tenths / 10, tenths % 10, kind.word());
        return text.isEmpty() ? start : start + " ".repeat(Math.max(1, 17 - start.length())) + escape(text);
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
