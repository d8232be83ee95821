package dev.outpost.adapter.usb.pasted;

import dev.outpost.step.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a file that tells nothing about USB devices, so that its owner sees which file was taken by mistake. */
final class OtherFile {
    private static final List<String[]> ROWS = Resource.text("/dev/outpost/usb/other-files.tsv")
            .lines()
            .filter(line -> !line.startsWith("# "))
            .map(line -> line.split("\t"))
            .toList();

    private OtherFile() {}

    /** What kind of file has these first bytes, in hexadecimal. */
    static Optional<String> beginningWith(String head) {
        return ROWS.stream()
                .filter(row -> row[0].equals("bytes") && head.startsWith(row[1]))
                .map(row -> row[2])
                .findFirst();
    }

    /** @param lines clean ones, some of them */
    static String what(String raw, List<String> lines) {
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
