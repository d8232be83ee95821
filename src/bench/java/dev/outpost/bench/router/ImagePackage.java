package dev.outpost.bench.router;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A package that is part of an image.
 *
 * @param depends names
 * @param provides other names that it stands for
 */
record ImagePackage(String name, String version, List<String> depends, List<String> provides) {
    private static final String SWITCH = "switch: ";
    private static final String DSA = "dsa: ";

    /** Those of a release on a board, from {@code packages-SERIES.txt}. */
    static Stream<ImagePackage> of(String text, RouterHardware hardware) {
        var other = hardware.board().hasSwitch() ? DSA : SWITCH;
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank() && !line.startsWith(other))
                .map(line -> line.replaceFirst("^(" + SWITCH + "|" + DSA + ")", ""))
                .map(line -> line.split(" "))
                .map(words -> new ImagePackage(words[0], words[1], list(words[2]), list(words[3])));
    }

    private static List<String> list(String word) {
        return word.equals("-") ? List.of() : Arrays.asList(word.split(","));
    }
}
