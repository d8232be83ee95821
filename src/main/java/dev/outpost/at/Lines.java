package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts bytes together to lines, however they were cut: CR, LF and any mixture end a line, NULs and blank lines vanish, and a line that
 * never ends is cut so that noise cannot fill the memory.
 */
final class Lines {
    /** The longest real answer line, a CSIM response, has about 600 characters. */
    private static final int LONGEST = 2048;

    private final StringBuilder open = new StringBuilder();
    private boolean bareCr;

    /** The lines that these bytes complete. */
    List<String> feed(byte[] bytes) {
        var complete = new ArrayList<String>();
        for (var b : bytes) {
            var c = (char) (b & 0xff);
            if (c == '\r' || c == '\n' || open.length() >= LONGEST) {
                take(complete);
            } else if (c != 0) {
                open.append(c);
            }
            bareCr = c == '\r';
        }
        return complete;
    }

    /** What stands there without a line end. */
    String unfinished() {
        return open.toString().strip();
    }

    /** The last byte was a CR: in V0 a result code ends so, and nothing follows. */
    boolean endsInBareCr() {
        return bareCr;
    }

    void clear() {
        open.setLength(0);
        bareCr = false;
    }

    private void take(List<String> complete) {
        var line = unfinished();
        open.setLength(0);
        if (!line.isEmpty()) {
            complete.add(line);
        }
    }
}
