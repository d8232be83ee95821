package dev.outpost.at;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What bytes on a port give away about it, apart from any answer. */
public final class PortNoise {
    /** The kinds that are told apart. */
    public enum Kind {
        /** Nothing was heard. */
        NOTHING,
        /** Text, as an AT port writes it. */
        TEXT,
        /** Live PPP: LCP frames. */
        PPP,
        /** Position sentences. */
        NMEA,
        /** Qualcomm diagnostics, or another protocol in HDLC frames. */
        FRAMES,
        /** Text of a debug channel that is known to be no AT port. */
        LOG,
        /** Bytes that are nothing of these. */
        NOISE;

        /** A port like this is never written to. */
        public boolean isHandsOff() {
            return this == PPP || this == NMEA || this == FRAMES || this == LOG;
        }
    }

    private static final int FLAG = 0x7e;
    private static final int ESCAPE = 0x7d;
    /** The remainder over a frame with its own check sequence. */
    private static final int GOOD = 0xf0b8;

    /** NMEA 0183: the common talkers, and any other sentence that carries its check sum. */
    private static final Pattern SENTENCE =
            Pattern.compile("\\$(?:G[PNLAB]|BD|PQ)[A-Z]{3,},|\\$[A-Z]{4,7},[^\r\n*]{0,90}\\*[0-9A-F]{2}");

    /** ModemManager stops probing at these: Option and Icera logs, Sierra's CnS. */
    private static final Pattern LOG_TEXT = Pattern.compile("option/faema_|os_logids\\.h|NETWORK SERVICE CHANGE");

    private static final int KEPT = 4096;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private long count;

    void hear(byte[] bytes) {
        count += bytes.length;
        heard.write(bytes, 0, Math.min(bytes.length, Math.max(0, KEPT - heard.size())));
    }

    /** How many bytes came in all. */
    public long count() {
        return count;
    }

    /** What they look like. */
    public Kind kind() {
        var bytes = heard.toByteArray();
        if (bytes.length == 0) {
            return Kind.NOTHING;
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("~\u00ff}#") || text.contains("~\u00ff\u0003\u00c0!")) {
            return Kind.PPP;
        }
        if (SENTENCE.matcher(text).find()) {
            return Kind.NMEA;
        }
        if (LOG_TEXT.matcher(text).find()) {
            return Kind.LOG;
        }
        if (betweenFlags(text.strip()) && unprintable(bytes) > 0) {
            return Kind.FRAMES;
        }
        if (unprintable(bytes) * 5 < bytes.length) {
            return Kind.TEXT;
        }
        return framed(bytes) ? Kind.FRAMES : Kind.NOISE;
    }

    /** The first bytes in hexadecimal, for evidence. */
    public String inHex() {
        var shown = new StringBuilder();
        var bytes = heard.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            shown.append(i == 0 ? "" : " ").append("%02x".formatted(bytes[i]));
        }
        return bytes.length > 8 ? shown + " ..." : shown.toString();
    }

    private static boolean betweenFlags(String text) {
        return text.length() > 2 && text.charAt(0) == FLAG && text.charAt(text.length() - 1) == FLAG;
    }

    private static int unprintable(byte[] bytes) {
        int count = 0;
        for (var b : bytes) {
            count += (b < 0x20 && b != '\r' && b != '\n' && b != '\t' && b != 0) || b == 0x7f ? 1 : 0;
        }
        return count;
    }

    /** Flags at either end, or a frame whose check sequence is right. */
    private static boolean framed(byte[] bytes) {
        if (bytes[0] == FLAG || bytes[bytes.length - 1] == FLAG) {
            return true;
        }
        int start = -1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == FLAG) {
                if (start >= 0 && isFrame(bytes, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /**
     * The bytes from start up to end, flags excluded, hold at least a byte and its right check sequence: HDLC-like framing of RFC 1662, with 0x7d to
     * escape and CRC-16/X-25 at the end.
     */
    private static boolean isFrame(byte[] bytes, int start, int end) {
        int crc = 0xffff;
        int length = 0;
        for (int i = start; i < end; i++) {
            int b = bytes[i] & 0xff;
            if (b == ESCAPE && i + 1 < end) {
                b = (bytes[++i] & 0xff) ^ 0x20;
            }
            crc = next(crc, b);
            length++;
        }
        return length >= 3 && crc == GOOD;
    }

    private static int next(int crc, int b) {
        int value = crc ^ b;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0x8408;
        }
        return value;
    }
}
