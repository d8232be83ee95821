package dev.outpost.bench.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of RTSP or HTTP, whose heads look alike.
 *
 * @param headers by lower-case name
 * @param body as text; empty where there is none
 */
record TextRequest(String method, String uri, Map<String, String> headers, String body) {

    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_LINES = 64;

    TextRequest {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /**
     * Reads one head and its body.
     *
     * @return empty at the end of the stream
     * @throws IOException when it is no request, or too long
     */
    static Optional<TextRequest> read(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        var start = ((char) first + line(in)).split(" ");
        if (start.length != 3) {
            throw new IOException("not a request");
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon > 0 && headers.size() < MOST_LINES) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        var body = new String(in.readNBytes(bodyLength(headers)), StandardCharsets.UTF_8);
        return Optional.of(new TextRequest(start[0], start[1], headers, body));
    }

    private static int bodyLength(Map<String, String> headers) throws IOException {
        var length = headers.getOrDefault("content-length", "0");
        if (!length.matches("[0-9]{1,6}")) {
            throw new IOException("content-length " + length);
        }
        return Integer.parseInt(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("line without end");
            }
            line.append((char) next);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .stripTrailing();
    }
}
