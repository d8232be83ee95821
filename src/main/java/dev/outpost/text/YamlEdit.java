package dev.outpost.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Changes of a file that somebody wrote: only the words that change are touched, comments and layout stay as they are. It is at the top of the file that
 * keys are changed.
 *
 * @param text of the whole file, which is YAML with keys at its top
 */
public record YamlEdit(String text) {
    /** With this value, which takes the place of another one, or of a comment that shows the key; else it is a new last line. */
    public YamlEdit with(String key, String value) {
        var line = key + ": " + value;
        for (var pattern : List.of(
                "(?m)^" + Pattern.quote(key) + ":[^#\\r\\n]*?(?=[ \\t]*(#.*)?$)",
                "(?m)^# ?" + Pattern.quote(key) + ":.*$")) {
            var found = Pattern.compile(pattern).matcher(text);
            if (found.find()) {
                return new YamlEdit(text.substring(0, found.start()) + line + text.substring(found.end()));
            }
        }
        return appended(line);
    }

    /** With one more item in a list of plain words. */
    public YamlEdit adding(String key, String item) {
        var list = list(key);
        if (list.isEmpty()) {
            return without(key).appended(key + ": [" + item + "]");
        }
        if (isFlow(list.get())) {
            var items = list.get().texts();
            var at = items.isEmpty() ? offset(list.get().place()) + 1 : end(items.getLast());
            return inserted(at, items.isEmpty() ? item : ", " + item);
        }
        var last = lineOf(list.get().texts().getLast());
        var indent = lines().get(last).replaceFirst("-.*", "");
        var all = new ArrayList<>(lines());
        all.add(last + 1, indent + "- " + item);
        return joined(all);
    }

    /** Without an item of a list of plain words; a list that ends up empty stays as an empty one. */
    public YamlEdit removing(String key, String item) {
        var list = list(key);
        var gone = list.flatMap(all ->
                all.texts().stream().filter(text -> text.value().equals(item)).findFirst());
        if (gone.isEmpty()) {
            return this;
        }
        if (isFlow(list.get())) {
            return removed(list.get().texts(), gone.get());
        }
        var all = new ArrayList<>(lines());
        all.remove(lineOf(gone.get()));
        var left = joined(all);
        return list.get().items().size() > 1 ? left : left.with(key, "[]");
    }

    private YamlEdit removed(List<YamlText> items, YamlText gone) {
        var index = items.indexOf(gone);
        if (index + 1 < items.size()) {
            return cut(offset(gone.place()), offset(items.get(index + 1).place()));
        }
        return index == 0 ? cut(offset(gone.place()), end(gone)) : cut(end(items.get(index - 1)), end(gone));
    }

    private Optional<YamlList> list(String key) {
        return Yaml.parse("file", text).map().get(key).map(Yaml::list);
    }

    /** A key that has no value yet gives its line up. */
    private YamlEdit without(String key) {
        return new YamlEdit(text.replaceFirst("(?m)^" + Pattern.quote(key) + ":[ \\t]*(null|~)?[ \\t]*(\\R|$)", ""));
    }

    private boolean isFlow(YamlList list) {
        return text.startsWith("[", offset(list.place()));
    }

    /** Behind the item, its quotes included. */
    private int end(YamlText item) {
        return offset(item.place()) + item.value().length() + (item.plain() ? 0 : 2);
    }

    private int lineOf(YamlText item) {
        return item.place().line() - 1;
    }

    private int offset(Place place) {
        var start = 0;
        for (var line = 1; line < place.line(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.offsetByCodePoints(start, place.column() - 1);
    }

    private List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    private static YamlEdit joined(List<String> lines) {
        return new YamlEdit(lines.stream().collect(Collectors.joining("\n")));
    }

    private YamlEdit appended(String line) {
        return new YamlEdit(text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n");
    }

    private YamlEdit inserted(int at, String words) {
        return new YamlEdit(text.substring(0, at) + words + text.substring(at));
    }

    private YamlEdit cut(int from, int to) {
        return new YamlEdit(text.substring(0, from) + text.substring(to));
    }
}
