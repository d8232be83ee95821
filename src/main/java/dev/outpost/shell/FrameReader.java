package dev.outpost.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Walks over the bytes a batch printed; whatever stands before the first marker is a login banner and is skipped. */
final class FrameReader {
    /** Exit status, bytes of standard output, bytes of standard error; more digits than an output can have bytes are nobody's. */
    private static final Pattern FRAME = Pattern.compile("[0-9]{1,3} [0-9]{1,9} [0-9]{1,9}");

    private static final int LONGEST_EXCERPT = 200;

    private final byte[] bytes;
    private final byte[] marker;
    private int at;
    private boolean end;

    FrameReader(byte[] bytes, String marker) {
        this.bytes = bytes;
        this.marker = (marker + " ").getBytes(StandardCharsets.UTF_8);
        this.at = firstMarker();
    }

    boolean sawEnd() {
        return end || (atMarker() && "end".equals(headline()));
    }

    /** The next script's answer, or nothing when the batch said that it ends here. */
    Optional<Answer> next(String script) throws IOException {
        if (!atMarker()) {
            throw new IOException("no answer to script " + script + ": " + excerpt());
        }
        var head = headline();
        if (head.equals("end")) {
            end = true;
            return Optional.empty();
        }
        if (!FRAME.matcher(head).matches()) {
            throw new IOException("not a shell's answer: " + clipped(head));
        }
        var words = head.split(" ", -1);
        var stdout = take(Integer.parseInt(words[1]));
        var stderr = take(Integer.parseInt(words[2]));
        return Optional.of(new Answer(script, Integer.parseInt(words[0]), stdout, stderr));
    }

    private static String clipped(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_EXCERPT));
    }

    private int firstMarker() {
        for (at = 0; at + marker.length <= bytes.length; at++) {
            if (atMarker()) {
                return at;
            }
        }
        return bytes.length;
    }

    private boolean atMarker() {
        if (at + marker.length > bytes.length) {
            return false;
        }
        for (var i = 0; i < marker.length; i++) {
            if (bytes[at + i] != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private String headline() {
        var start = at + marker.length;
        var newline = start;
        while (newline < bytes.length && bytes[newline] != '\n') {
            newline++;
        }
        at = Math.min(newline + 1, bytes.length);
        return new String(bytes, start, newline - start, StandardCharsets.UTF_8)
                .strip()
                .replaceAll(" +", " ");
    }

    private String take(int length) throws IOException {
        if (length > bytes.length - at) {
            throw new IOException("the answer is cut short by " + (at + length - bytes.length) + " bytes");
        }
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private String excerpt() {
        var text = new String(bytes, 0, Math.min(bytes.length, LONGEST_EXCERPT), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "it printed nothing" : "it printed: " + text;
    }
}
