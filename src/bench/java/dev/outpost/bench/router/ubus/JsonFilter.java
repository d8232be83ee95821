package dev.outpost.bench.router.ubus;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program {@code jsonfilter}: {@code -e PATH}, JSON on stdin. Its paths are simple: {@code @.a['b'][0]}, {@code [*]} and the filter
 * {@code [@.a="b"]}.
 */
public final class JsonFilter implements Program {
    private static final Pattern PATH = Pattern.compile("@(?:\\.[A-Za-z0-9_-]+|\\[[^\\]]+])*");
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[([0-9*]+)]|\\[[\"'](.*?)[\"']]|\\[@\\.([A-Za-z0-9_-]+)=\"(.*?)\"]");

    @Override
    public int run(Call call) throws IOException {
        var status = 0;
        var words = call.words();
        try {
            var root = Blob.parse(new String(call.in().readAllBytes(), StandardCharsets.UTF_8));
            for (var at = 1; at < words.size(); at += 2) {
                var found = find(root, words.get(at));
                status = found.isEmpty() ? 1 : status;
                found.forEach(value -> call.say(
                        value instanceof Map || value instanceof List ? Blob.pretty(value) : String.valueOf(value)));
            }
            return status;
        } catch (IllegalArgumentException broken) {
            return call.refuse(126, "Failed to parse json data: " + broken.getMessage());
        }
    }

    /** What the path leads to, in order. */
    private static List<Object> find(Object root, String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Unexpected character");
        }
        var found = List.of(root);
        for (var step : STEP.matcher(path.substring(1)).results().toList()) {
            found = found.stream().flatMap(value -> take(value, step)).toList();
        }
        return found;
    }

    private static Stream<Object> take(Object value, MatchResult step) {
        var children = children(value);
        if (step.group(4) != null) {
            return children.stream()
                    .filter(child -> member(child, step.group(4))
                            .anyMatch(is -> String.valueOf(is).equals(step.group(5))));
        }
        if (step.group(2) == null) {
            return member(value, step.group(1) != null ? step.group(1) : step.group(3));
        }
        return step.group(2).equals("*")
                ? children.stream()
                : children.stream().skip(Long.parseLong(step.group(2))).limit(1);
    }

    private static Stream<Object> member(Object value, String name) {
        return value instanceof Map<?, ?> map ? Stream.ofNullable(map.get(name)) : Stream.empty();
    }

    private static List<Object> children(Object value) {
        return switch (value) {
            case Map<?, ?> map -> List.copyOf(map.values());
            case Collection<?> list -> List.copyOf(list);
            default -> List.of();
        };
    }
}
