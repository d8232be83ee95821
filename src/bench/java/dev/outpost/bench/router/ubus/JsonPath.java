package dev.outpost.bench.router.ubus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simple paths of {@code jsonfilter}: {@code @.a['b'][0]}, {@code [*]}, {@code .*} and the filter {@code [@.a="b"]}. */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.(?<name>[A-Za-z0-9_-]+)|\\.\\*|\\[\\*\\]|\\[(?<index>-?[0-9]+)\\]"
                    + "|\\[(?<q>[\"'])(?<key>.*?)\\k<q>\\]|\\[@\\.(?<field>[A-Za-z0-9_-]+)\\s*=\\s*(?<v>[\"'])(?<want>.*?)\\k<v>\\]");

    private JsonPath() {}

    /**
     * What the path leads to, in order.
     *
     * @throws IllegalArgumentException when it is not such a path
     */
    static List<Object> find(Object root, String path) {
        if (!path.startsWith("@") && !path.startsWith("$")) {
            throw new IllegalArgumentException("Unexpected character");
        }
        var found = List.of(root);
        var step = STEP.matcher(path);
        for (var at = 1; at < path.length(); at = step.end()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("Unexpected character");
            }
            found = take(found, step);
        }
        return found;
    }

    private static List<Object> take(List<Object> from, Matcher step) {
        var next = new ArrayList<Object>();
        var name = step.group("name") != null ? step.group("name") : step.group("key");
        for (var value : from) {
            if (name != null) {
                member(value, name).ifPresent(next::add);
            } else if (step.group("index") != null) {
                element(value, Integer.parseInt(step.group("index"))).ifPresent(next::add);
            } else if (step.group("field") != null) {
                children(value).stream()
                        .filter(child -> member(child, step.group("field"))
                                .filter(is -> String.valueOf(is).equals(step.group("want")))
                                .isPresent())
                        .forEach(next::add);
            } else {
                next.addAll(children(value));
            }
        }
        return next;
    }

    private static Optional<Object> member(Object value, String name) {
        return value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty();
    }

    private static Optional<Object> element(Object value, int index) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        var at = index < 0 ? list.size() + index : index;
        return at >= 0 && at < list.size() ? Optional.ofNullable(list.get(at)) : Optional.empty();
    }

    private static List<Object> children(Object value) {
        return switch (value) {
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case List<?> list -> new ArrayList<>(list);
            default -> List.of();
        };
    }
}
