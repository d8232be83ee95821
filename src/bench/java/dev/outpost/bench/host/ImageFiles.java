package dev.outpost.bench.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Files that a resource has one after the other: {@code ==== PATH MODE} opens each, and what stands before the first is a remark. */
public final class ImageFiles {
    private static final Pattern HEAD = Pattern.compile("==== (?<path>\\S+) (?<mode>[0-7]+)\n");

    private ImageFiles() {}

    /** @param filled the content of each, with what differs from machine to machine */
    public static void unpack(FileSystem files, String resource, UnaryOperator<String> filled) throws IOException {
        var text = text(resource);
        var head = HEAD.matcher(text);
        for (var found = head.find(); found; ) {
            var path = head.group("path");
            var mode = Integer.parseInt(head.group("mode"), 8);
            var start = head.end();
            found = head.find();
            files.put(path, filled.apply(text.substring(start, found ? head.start() : text.length())), mode);
        }
    }

    public static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String resource) {
        try (var in = ImageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("the program's own file is missing: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
