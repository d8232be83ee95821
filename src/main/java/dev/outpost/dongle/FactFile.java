package dev.outpost.dongle;

import dev.outpost.step.Resource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of one resource in {@code usb/}: lines of a word that says what they tell, and the id, maker or driver that they are about. */
final class FactFile {
    private final Set<String> lines;

    /** @param name of the resource, {@code phones.txt} */
    FactFile(String name) {
        lines = Resource.facts("/dev/outpost/usb/" + name).stream()
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean knows(String word, String id) {
        return lines.contains(word + " " + id);
    }

    /** What stands behind these first words, in no order. */
    Stream<String> values(String words) {
        return lines.stream().filter(line -> line.startsWith(words)).map(line -> line.substring(words.length()));
    }
}
