package dev.outpost.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** For a terminal that shows ASCII alone: a sign becomes what people write in its place, a letter loses its accent. */
final class AsciiStream extends PrintStream {
    AsciiStream(PrintStream out) {
        super(out, true, StandardCharsets.US_ASCII);
    }

    @Override
    public void print(String text) {
        super.print(Normalizer.normalize(text.replace('×', 'x'), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", ""));
    }
}
