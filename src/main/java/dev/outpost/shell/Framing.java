package dev.outpost.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * How a {@link Batch} travels over one exec channel and comes back.
 *
 * <p>The command line is a constant loader that holds nothing but a length: {@code eval "$(dd bs=1 count=N | zcat)"}. dd reads single
 * bytes because it must not swallow the payload that follows on the same stdin; packed, the scripts are a third as long on the line. The
 * payload's end is counted as well, not told by the channel's end: dropbear 2022.83 loses the last bytes where both come while the script
 * is slower than the line. Every script runs in a subshell; its two
 * outputs are kept in RAM and come back with exact byte counts behind a random marker. A server's {@code /tmp} may lie on a disk that is
 * full, where they would come back cut, so its {@code /run} is tried first; OpenWrt has all of {@code /tmp} in RAM.
 */
public final class Framing {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Batch batch;
    private final String marker;
    private final String text;
    private final byte[] program;

    public Framing(Batch batch) {
        this(batch, randomMarker());
    }

    Framing(Batch batch, String marker) {
        this.batch = batch;
        this.marker = marker;
        this.text = program();
        this.program = packed(text);
    }

    private static byte[] packed(String text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The program as the remote shell reads it. */
    public String text() {
        return text;
    }

    /** The exec channel's command line: the same for every batch but for one number. */
    public String commandLine() {
        return "eval \"$(dd bs=1 count=" + program.length + " 2>/dev/null | zcat)\"";
    }

    /** The same as root by sudo; as the user itself where sudo would ask for a password: what the scripts say then tells it. */
    public static String bySudo(String commandLine) {
        var quoted = "'" + commandLine.replace("'", "'\\''") + "'";
        return "if sudo -n sh -c : </dev/null >/dev/null 2>&1; then exec sudo -n sh -c " + quoted + "; fi; "
                + commandLine;
    }

    /** Reads a program of that many bytes from standard input and runs it; what follows there is the program's own. */
    public static String loader(int bytes) {
        return "eval \"$(dd bs=1 count=" + bytes + " 2>/dev/null)\"";
    }

    /** What goes to the channel's standard input: the program, then the payload. */
    public byte[] stdin() {
        var payload = batch.payload();
        var all = Arrays.copyOf(program, program.length + payload.length);
        System.arraycopy(payload, 0, all, program.length, payload.length);
        return all;
    }

    /**
     * The answers, one for each script that ran.
     *
     * @throws IOException when the output is not what the program prints: cut short, or not from a POSIX shell at all
     */
    public List<Answer> parse(byte[] stdout) throws IOException {
        var reader = new FrameReader(stdout, marker);
        var answers = new ArrayList<Answer>();
        for (var script : batch.scripts()) {
            var answer = reader.next(script.name());
            if (answer.isEmpty()) {
                break;
            }
            answers.add(answer.get());
        }
        if (!reader.sawEnd()) {
            throw new IOException("the remote shell's answer ended early, after " + answers.size() + " of "
                    + batch.scripts().size() + " scripts");
        }
        return List.copyOf(answers);
    }

    private String program() {
        var text = new StringBuilder(
                """
                umask 077
                outpost_d=$(mktemp -d /run/outpost.XXXXXX 2>/dev/null || mktemp -d /tmp/outpost.XXXXXX) || exit 125
                trap 'rm -rf "$outpost_d"' EXIT
                trap 'exit 129' HUP PIPE TERM
                outpost_say() {
                echo %1$s $1 $(wc -c <"$outpost_d/o") $(wc -c <"$outpost_d/e")
                cat "$outpost_d/o" "$outpost_d/e"
                [ "$1" = 0 ] || { echo %1$s end; exit 0; }
                }
                """.formatted(marker)); // HUP and its kin: nobody listens any more, and the folder goes all the same
        for (var i = 0; i < batch.scripts().size(); i++) {
            text.append(batch.isFed(i) ? "head -c " + batch.payload().length + " | (\n" : "(\n")
                    .append(batch.scripts().get(i).render())
                    .append(")")
                    .append(batch.isFed(i) ? "" : " </dev/null")
                    .append(" >\"$outpost_d/o\" 2>\"$outpost_d/e\"\n")
                    .append("outpost_say $?\n");
        }
        return text.append("echo ").append(marker).append(" end\n").toString();
    }

    private static String randomMarker() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "frame-" + HexFormat.of().formatHex(bytes);
    }

    /** Walks over the bytes a batch printed; whatever stands before the first marker is a login banner and is skipped. */
    private static final class FrameReader {
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
            return at + marker.length <= bytes.length
                    && Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length);
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
}
