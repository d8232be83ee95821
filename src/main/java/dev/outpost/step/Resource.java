package dev.outpost.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files that come with the program, by their whole path: {@code /dev/outpost/usb/phones.txt}. */
public final class Resource {
    private Resource() {}

    /** All that stands in one. */
    public static String text(String path) {
        try (var in = Resource.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of one that keeps facts, without blanks around, empty lines and what a {@code #} remarks. */
    public static List<String> facts(String path) {
        return text(path)
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
