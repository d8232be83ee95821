package dev.outpost.text;

import java.util.List;

/** A list of values. */
public record YamlList(Place place, List<Yaml> items) implements Yaml {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    /** Every item as a single value. */
    public List<YamlText> texts() {
        return items.stream().map(Yaml::text).toList();
    }

    /** Every item as plain characters. */
    public List<String> strings() {
        return texts().stream().map(YamlText::value).toList();
    }

    /** Every item as a map. */
    public List<YamlMap> maps() {
        return items.stream().map(Yaml::map).toList();
    }
}
