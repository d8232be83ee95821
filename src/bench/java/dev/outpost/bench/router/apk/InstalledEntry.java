package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A package in the database.
 *
 * @param brokenFiles whether its files did not all get where they belong: {@code apk fix} puts them there
 * @param brokenScript whether its script failed
 * @param files their paths without a leading slash
 */
record InstalledEntry(ApkInfo info, boolean brokenFiles, boolean brokenScript, List<String> files) {
    /** Whole packages have this flag as well: their hashes are SHA-256, cut to 160 bits (apk-tools' database.c). */
    private static final String SHORT_HASHES = "S";

    InstalledEntry {
        files = List.copyOf(files);
    }

    boolean isBroken() {
        return brokenFiles || brokenScript;
    }

    /** From the lines between two blank ones. */
    static InstalledEntry parse(List<String> lines) {
        var fields = new java.util.HashMap<Character, String>();
        var files = new ArrayList<String>();
        var folder = "";
        for (var line : lines) {
            var value = line.length() > 2 ? line.substring(2) : "";
            switch (line.charAt(0)) {
                case 'F' -> folder = value;
                case 'R' -> files.add(folder.isEmpty() ? value : folder + "/" + value);
                default -> fields.put(line.charAt(0), value);
            }
        }
        var flags = fields.getOrDefault('f', "");
        return new InstalledEntry(
                new ApkInfo(
                        fields.getOrDefault('P', ""),
                        fields.getOrDefault('V', ""),
                        fields.getOrDefault('C', ""),
                        fields.getOrDefault('T', ""),
                        fields.getOrDefault('A', ""),
                        fields.getOrDefault('L', ""),
                        fields.getOrDefault('o', ""),
                        Long.parseLong(fields.getOrDefault('S', "0")),
                        Long.parseLong(fields.getOrDefault('I', "0")),
                        ApkDependency.list(fields.getOrDefault('D', "")),
                        ApkDependency.list(fields.getOrDefault('p', ""))),
                flags.contains("f"),
                flags.contains("s"),
                files);
    }

    String text() {
        var text = new StringBuilder(info.text());
        text.append("f:")
                .append(brokenFiles ? "f" : "")
                .append(brokenScript ? "s" : "")
                .append(SHORT_HASHES)
                .append('\n');
        var folder = "";
        for (var file : files) {
            var slash = file.lastIndexOf('/');
            var where = slash < 0 ? "" : file.substring(0, slash);
            if (!where.equals(folder)) {
                text.append("F:").append(where).append('\n');
                folder = where;
            }
            text.append("R:").append(file.substring(slash + 1)).append('\n');
        }
        return text.append('\n').toString();
    }
}
