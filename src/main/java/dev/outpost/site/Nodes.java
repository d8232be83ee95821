package dev.outpost.site;

import dev.outpost.text.Place;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps laid over maps; every value keeps the place where it was written, so that a mistake is still found there. */
final class Nodes {
    private Nodes() {}

    static YamlMap empty(Place place) {
        return new YamlMap(place, Map.of(), Map.of());
    }

    /** Both, key by key: maps are merged, everything else of {@code above} takes the place of what is below. */
    static YamlMap over(YamlMap below, YamlMap above) {
        var merged = below;
        for (var entry : above.values().entrySet()) {
            var key = entry.getKey();
            var both = below.values().get(key) instanceof YamlMap old && entry.getValue() instanceof YamlMap fresh
                    ? over(old, fresh)
                    : entry.getValue();
            merged = with(merged, key, both, above.whereIs(key));
        }
        return new YamlMap(above.place(), merged.values(), merged.keys());
    }

    static YamlMap with(YamlMap map, String key, Yaml value, Place place) {
        var values = new LinkedHashMap<>(map.values());
        var keys = new LinkedHashMap<>(map.keys());
        values.put(key, value);
        keys.put(key, place);
        return new YamlMap(map.place(), values, keys);
    }

    /** Only these keys of it. */
    static YamlMap pick(YamlMap map, List<String> wanted) {
        var values = new LinkedHashMap<>(map.values());
        values.keySet().retainAll(wanted);
        return new YamlMap(map.place(), values, map.keys());
    }

    /** It without these keys. */
    static YamlMap without(YamlMap map, List<String> unwanted) {
        var values = new LinkedHashMap<>(map.values());
        values.keySet().removeAll(unwanted);
        return new YamlMap(map.place(), values, map.keys());
    }
}
