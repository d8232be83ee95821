package dev.outpost.bench.router.ubus;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program {@code jsonfilter}: {@code -e PATH}, {@code -i FILE}, {@code -s TEXT}, {@code -F SEPARATOR}. */
public final class JsonFilter implements Program {
    @Override
    public int run(Call call) throws IOException {
        var expressions = new ArrayList<String>();
        var source = (String) null;
        var separator = "\n";
        var words = call.words();
        for (var at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-e" -> expressions.add(words.get(++at));
                case "-i" -> source = call.files().text(call.path(words.get(++at)));
                case "-s" -> source = words.get(++at);
                case "-F" -> separator = words.get(++at);
                default -> {}
            }
        }
        var text = source == null ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8) : source;
        try {
            return print(call, Blob.parse(text), expressions, separator);
        } catch (IllegalArgumentException broken) {
            call.err().println("Failed to parse json data: " + broken.getMessage());
            return 126;
        }
    }

    private static int print(Call call, Object root, List<String> expressions, String separator) {
        var status = 0;
        for (var expression : expressions) {
            var assigned = expression.indexOf('=');
            var named = assigned > 0 && expression.substring(0, assigned).matches("[A-Za-z_][A-Za-z0-9_]*");
            var found = JsonPath.find(root, named ? expression.substring(assigned + 1) : expression);
            if (found.isEmpty()) {
                status = 1;
            } else if (named) {
                var joined = found.stream().map(JsonFilter::shown).collect(Collectors.joining(" "));
                call.out()
                        .println("export " + expression.substring(0, assigned) + "='" + joined.replace("'", "'\\''")
                                + "';");
            } else {
                call.out().println(found.stream().map(JsonFilter::shown).collect(Collectors.joining(separator)));
            }
        }
        return status;
    }

    private static String shown(Object value) {
        return value instanceof Map || value instanceof List ? Blob.spaced(value) : String.valueOf(value);
    }
}
