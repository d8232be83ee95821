package dev.outpost.router;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads lines of a path, a tab and a value, as the look's parts {@code usb} and {@code holders} print them. */
final class UsbLines {
    private UsbLines() {}

    static Map<String, String> read(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var line : text.lines().toList()) {
            var tab = line.indexOf('\t');
            if (tab > 0) {
                values.putIfAbsent(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return values;
    }
}
