package dev.outpost.camera;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer of RTSP or HTTP, which share their form.
 *
 * @param status three digits
 * @param reason the words behind it
 * @param headers by name, whatever their case; a name may come several times
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one answer
record Reply(int status, String reason, Map<String, List<String>> headers, byte[] body) {
    /** A picture of a 4K camera has about 2 MB; more than this is no snapshot. */
    private static final int MOST = 16 << 20;

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;

    /**
     * Reads one answer; interleaved RTP packets in front of it are read over (RFC 2326 section 10.12).
     *
     * @param untilClosed whether a body without a length goes on to the end of the stream, as in HTTP
     */
    static Reply read(InputStream in, boolean untilClosed) throws IOException {
        var first = in.read();
        while (first == '$') {
            in.skipNBytes(1);
            in.skipNBytes(in.read() << 8 | in.read());
            first = in.read();
        }
        var line = (char) first + line(in);
        var words = line.split(" ", 3);
        if (words.length < 2 || !words[0].matches("(RTSP|HTTP)/\\d\\.\\d") || !words[1].matches("[1-5]\\d\\d")) {
            throw new IOException("it answered something else: " + printable(line));
        }
        var headers = headers(in);
        return new Reply(
                Integer.parseInt(words[1]),
                words.length > 2 ? printable(words[2]) : "",
                headers,
                body(in, headers, untilClosed));
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int count = 0; count < MOST_HEADERS; count++) {
            var line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).strip(), any -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        throw new IOException("more than " + MOST_HEADERS + " header lines");
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers, boolean untilClosed)
            throws IOException {
        var chunked = headers.getOrDefault("Transfer-Encoding", List.of()).stream()
                .anyMatch(coding -> coding.equalsIgnoreCase("chunked"));
        if (chunked) {
            return chunks(in);
        }
        var length = headers.getOrDefault("Content-Length", List.of()).stream().findFirst();
        if (length.isEmpty()) {
            return untilClosed ? in.readNBytes(MOST) : new byte[0];
        }
        if (!length.get().matches("\\d{1,8}") || Integer.parseInt(length.get()) > MOST) {
            throw new IOException("an answer of " + printable(length.get()) + " bytes is too long");
        }
        var body = in.readNBytes(Integer.parseInt(length.get()));
        if (body.length < Integer.parseInt(length.get())) {
            throw new EOFException("the answer ended after " + body.length + " of " + length.get() + " bytes");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new IOException("a chunk of " + printable(size) + " bytes");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0 || all.size() + length > MOST) {
                return all.toByteArray();
            }
            all.writeBytes(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(line.size() == 0 ? "it hung up without an answer" : "it hung up mid-line");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
    }

    static String printable(String text) {
        var short60 = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return short60.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
