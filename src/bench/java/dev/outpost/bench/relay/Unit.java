package dev.outpost.bench.relay;

import java.util.List;

/**
 * A systemd unit as its file says.
 *
 * @param name with instance, e.g. {@code wg-quick@outpost0.service}
 * @param path of the file it comes from
 * @param text of that file
 */
record Unit(String name, String path, String text) {

    String instance() {
        var at = name.indexOf('@');
        return at < 0 ? "" : name.substring(at + 1, name.lastIndexOf('.'));
    }

    /** Values of a key in the order of the file, instance filled in. */
    List<String> values(String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1)
                        .replace("%i", instance())
                        .strip())
                .toList();
    }

    /** Stays active after its command ended. */
    boolean remains() {
        return values("RemainAfterExit").contains("yes");
    }

    /** Where enabling puts its link; empty: it cannot be enabled. */
    List<String> wantedBy() {
        return values("WantedBy");
    }
}
