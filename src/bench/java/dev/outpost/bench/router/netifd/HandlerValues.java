package dev.outpost.bench.router.netifd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the steps of one attempt know: the interface's options, and what they kept of the answers. */
final class HandlerValues {
    private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern NAME = Pattern.compile("\\$([a-z_0-9]+)");

    private final Map<String, String> values = new HashMap<>();

    HandlerValues(Iface iface, Map<String, String> presets) {
        values.putAll(presets);
        var options = iface.section.section().options();
        options.forEach(each -> put(each.name(), String.join(" ", each.value().asList())));
        put("interface", iface.name);
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether a step with these words in front is made; an option that is 0 is not set. */
    boolean allow(List<String> when) {
        return when.stream().allMatch(word -> word.startsWith("!") != isSet(word.replaceFirst("^!", "")));
    }

    private boolean isSet(String name) {
        return !get(name).isEmpty() && !get(name).equals("0");
    }

    /** A text with each {@code $name} filled in, and without the parts in brackets in which one is empty. */
    String fill(String text) {
        return names(PART.matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(isWhole(part.group(1)) ? part.group(1) : "")));
    }

    private boolean isWhole(String part) {
        return NAME.matcher(part).results().noneMatch(name -> get(name.group(1)).isEmpty());
    }

    private String names(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(get(name.group(1))));
    }
}
