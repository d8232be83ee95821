package dev.outpost.bench.router.ubus;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program {@code jsonfilter}: {@code -e PATH}, {@code -F SEPARATOR}, JSON on stdin. */
public final class JsonFilter implements Program {
    @Override
    public int run(Call call) throws IOException {
        var expressions = new ArrayList<String>();
        var separator = "\n";
        var words = call.words();
        for (var at = 0; at + 1 < words.size(); at += 2) {
            if (words.get(at).equals("-e")) {
                expressions.add(words.get(at + 1));
            } else if (words.get(at).equals("-F")) {
                separator = words.get(at + 1);
            }
        }
        var status = 0;
        try {
            var root = Blob.parse(new String(call.in().readAllBytes(), StandardCharsets.UTF_8));
            for (var expression : expressions) {
                var found = JsonPath.find(root, expression);
                status = found.isEmpty() ? 1 : status;
                if (!found.isEmpty()) {
                    call.say(found.stream().map(JsonFilter::shown).collect(Collectors.joining(separator)));
                }
            }
            return status;
        } catch (IllegalArgumentException broken) {
            return call.refuse(126, "Failed to parse json data: " + broken.getMessage());
        }
    }

    private static String shown(Object value) {
        return value instanceof Map || value instanceof List ? Blob.pretty(value) : String.valueOf(value);
    }
}
