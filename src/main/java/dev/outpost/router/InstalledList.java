package dev.outpost.router;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the package list of a router: opkg's {@code status}, or apk's {@code installed}.
 *
 * <p>apk writes {@code f:} with letters into an entry. Where files ({@code f}) or a script ({@code s}) are not as they should be, it
 * counts the package as installed all the same (facts/behaviours.md#35); {@code S} only names the kind of hashes, and whole packages have
 * it too (seen with apk 3.0.6 and read in apk-tools' database.c).
 */
final class InstalledList {
    private static final String INSTALLED = "install user installed";

    private final Map<String, InstalledPackage> packages = new LinkedHashMap<>();
    private String name = "";
    private String version = "";
    private String status = "";
    private List<String> provides = List.of();

    private InstalledList() {}

    /** By name. */
    static Map<String, InstalledPackage> read(String text) {
        var list = new InstalledList();
        text.lines().forEach(list::line);
        list.end();
        return list.packages;
    }

    private void line(String line) {
        var colon = line.indexOf(':');
        if (colon < 1) {
            return;
        }
        var value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
            case "Package" -> begin(value, "");
            case "P" -> begin(value, INSTALLED);
            case "Version", "V" -> version = value;
            case "Status" -> status = value;
            case "f" -> status = flagged(value);
            case "Provides" -> provides = names(value, ",");
            case "p" -> provides = names(value, "\\s+");
            default -> {}
        }
    }

    private static String flagged(String letters) {
        if (letters.contains("f")) {
            return "install user broken-files";
        }
        return letters.contains("s") ? "install user broken-script" : INSTALLED;
    }

    private void begin(String next, String assumed) {
        end();
        name = next;
        version = "";
        status = assumed;
        provides = List.of();
    }

    private void end() {
        if (!name.isEmpty() && !status.isEmpty()) {
            packages.put(name, new InstalledPackage(name, version, status, provides));
        }
    }

    /** Without {@code =1.0} and {@code (= 1.0)} behind them. */
    private static List<String> names(String value, String between) {
        return Arrays.stream(value.split(between))
                .map(word -> word.strip().replaceFirst("[\\s(=<>~].*", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
