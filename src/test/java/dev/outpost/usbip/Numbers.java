package dev.outpost.usbip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands out a device's endpoint addresses and string indices, each once. */
final class Numbers {
    private static final int LANGUAGE = 0x0409;
    private final List<String> strings = new ArrayList<>();
    private int in;
    private int out;

    /** The next address towards the host. */
    int in() {
        return 0x80 | ++in;
    }

    /** The next address towards the device. */
    int out() {
        return ++out;
    }

    /** The index of a string, 0 for none. */
    int string(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        strings.add(text);
        return strings.size();
    }

    /** The string descriptor of an index; index 0 lists the languages. */
    Optional<byte[]> descriptor(int index) {
        if (index == 0) {
            return Optional.of(
                    new Descriptors().raw(0x03, LANGUAGE & 0xff, LANGUAGE >> 8).bytes());
        }
        return index > strings.size()
                ? Optional.empty()
                : Optional.of(new Descriptors()
                        .raw(0x03, strings.get(index - 1).getBytes(StandardCharsets.UTF_16LE))
                        .bytes());
    }
}
