package dev.outpost.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * How a {@link Batch} travels over one exec channel and comes back.
 *
 * <p>The command line is a constant loader that holds nothing but a length: {@code eval "$(dd bs=1 count=N | zcat)"}. dd reads single
 * bytes because it must not swallow the payload that follows on the same stdin; packed, the scripts are a third as long on the line. The
 * payload's end is counted as well, not told by the channel's end: dropbear 2022.83 loses the last bytes where both come while the script
 * is slower than the line. Every script runs in a subshell; its two
 * outputs are kept in RAM and come back with exact byte counts behind a random marker.
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

    /** Reads a program of that many bytes from standard input and runs it; what follows there is the program's own. */
    public static String loader(int bytes) {
        return "eval \"$(dd bs=1 count=" + bytes + " 2>/dev/null)\"";
    }

    /** What goes to the channel's standard input: the program, then the payload. */
    public byte[] stdin() {
        var payload = batch.payload();
        var all = new byte[program.length + payload.length];
        System.arraycopy(program, 0, all, 0, program.length);
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
        var text = new StringBuilder();
        text.append("umask 077\n")
                .append("outpost_d=$(mktemp -d /tmp/outpost.XXXXXX) || exit 125\n")
                .append("trap 'rm -rf \"$outpost_d\"' EXIT\n")
                .append("trap 'exit 129' HUP PIPE TERM\n") // nobody listens any more: the folder goes all the same
                .append("outpost_say() {\n")
                .append("echo ")
                .append(marker)
                .append(" $1 $(wc -c <\"$outpost_d/o\") $(wc -c <\"$outpost_d/e\")\n")
                .append("cat \"$outpost_d/o\" \"$outpost_d/e\"\n")
                .append("[ \"$1\" = 0 ] || { echo ")
                .append(marker)
                .append(" end; exit 0; }\n")
                .append("}\n");
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
}
