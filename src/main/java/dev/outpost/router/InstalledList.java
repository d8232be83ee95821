package dev.outpost.router;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the package list of a router: opkg's {@code status}, or apk's {@code installed}.
 *
 * <p>apk writes {@code f:} with letters into the entry of a package whose files ({@code f}), script ({@code s}) or attributes
 * ({@code x}) are not as they should be, and counts it as installed all the same (behaviour 35; read in apk-tools' database.c).
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
            case "f" -> status = "install user broken-" + (value.contains("f") ? "files" : "script");
            case "Provides" -> provides = names(value, ",");
            case "p" -> provides = names(value, "\\s+");
            default -> {}
        }
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
