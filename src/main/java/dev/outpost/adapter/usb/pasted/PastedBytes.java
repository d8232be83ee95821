package dev.outpost.adapter.usb.pasted;

import dev.outpost.step.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bytes of a file as text, whatever an editor saved it as; or what kind of file it is where it holds none. */
final class PastedBytes {
    /** How many bytes are looked at to tell UTF-16 without its mark, and text from something else. */
    private static final int LOOKED_AT = 4096;

    /** Files that tell nothing about USB devices, so that an owner sees which file was taken by mistake. */
    private static final List<String[]> ROWS = Resource.text("/dev/outpost/usb/other-files.tsv")
            .lines()
            .filter(line -> !line.startsWith("# "))
            .map(line -> line.split("\t"))
            .toList();

    private final byte[] bytes;

    /** The first ones in hexadecimal. */
    private final String head;

    PastedBytes(byte[] bytes) {
        this.bytes = bytes;
        this.head = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
    }

    /** What kind of binary file it is; empty where it is text. */
    Optional<String> otherKind() {
        return ROWS.stream()
                .filter(row -> row[0].equals("bytes") && head.startsWith(row[1]))
                .map(row -> row[2])
                .findFirst()
                .or(() -> isUtf16() || controls() * 10 <= Math.min(bytes.length, LOOKED_AT)
                        ? Optional.empty()
                        : Optional.of("a binary file"));
    }

    /** USB 2.0, table 9-8: 18 bytes of type 1. */
    boolean isRawDescriptors() {
        return bytes.length >= 18 && bytes[0] == 18 && bytes[1] == 1 && controls() > 0;
    }

    String text() {
        if (head.startsWith("efbbbf")) {
            return decoded(StandardCharsets.UTF_8, 3);
        }
        if (isUtf16()) {
            var mark = head.startsWith("fffe") || head.startsWith("feff") ? 2 : 0;
            return decoded(isLittle() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, mark);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return decoded(Charset.forName("windows-1252"), 0);
        }
    }

    private String decoded(Charset charset, int from) {
        return new String(bytes, from, bytes.length - from, charset);
    }

    private boolean isUtf16() {
        return head.startsWith("fffe") || head.startsWith("feff") || zeros(0) > most() || zeros(1) > most();
    }

    private boolean isLittle() {
        return head.startsWith("fffe") || (!head.startsWith("feff") && zeros(1) > zeros(0));
    }

    /** Text of Latin letters in UTF-16 has a zero in nearly every second place and in none of the others. */
    private int most() {
        return Math.max(2, Math.min(bytes.length, LOOKED_AT) * 2 / 5);
    }

    private int zeros(int from) {
        int zeros = 0;
        for (int i = from; i < Math.min(bytes.length, LOOKED_AT); i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private int controls() {
        int controls = 0;
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            var b = bytes[i] & 0xff;
            controls += b < 32 && b != '\t' && b != '\n' && b != '\r' && b != 0x1b && b != '\f' && b != '\b' ? 1 : 0;
        }
        return controls;
    }

    /**
     * What kind of text it is.
     *
     * @param lines clean ones, some of them
     */
    static String otherText(String raw, List<String> lines) {
        var start = raw.strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "an HTML page";
        }
        if (start.startsWith("{\\rtf")) {
            return "a document of a word processor";
        }
        if (start.contains("\"outpost.probe/1\"")) {
            return "a document of outpost probe";
        }
        for (var row : ROWS) {
            if (row[0].equals("line")
                    && lines.stream()
                            .limit(2_000)
                            .anyMatch(Pattern.compile(row[1]).asPredicate())) {
                return row[2];
            }
        }
        if (start.startsWith("{") || start.startsWith("[{")) {
            return "a JSON document";
        }
        if (start.startsWith("<?xml")) {
            return "an XML document";
        }
        return "a text of " + lines.size() + (lines.size() == 1 ? " line" : " lines");
    }
}
