package dev.outpost.dongle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A USB tree that came over a wire: paths below {@code /sys/bus/usb/devices} with their values; a link's value is its last name. */
public final class SysfsLines implements SysfsFiles {
    private final TreeMap<String, String> values;

    public SysfsLines(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    @Override
    public List<String> names(String folder) {
        var prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        return values.tailMap(prefix, true).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> text(String file) {
        return Optional.ofNullable(values.get(file)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<String> link(String file) {
        return text(file);
    }
}
