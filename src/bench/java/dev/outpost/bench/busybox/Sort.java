package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** {@code sort} with -n -r -u -t -k FROM[,TO] -o. */
final class Sort implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "nrut:k:o:sbfgVh");
        var lines = new ArrayList<String>();
        int status = Inputs.each(call, options.operands(), "%s", (name, in) -> lines.addAll(Inputs.lines(in)));
        var order = order(options);
        lines.sort(order);
        var kept = options.has('u') ? unique(lines, order) : lines;
        if (options.has('o')) {
            call.files().write(call.path(options.value('o', "")), kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
        } else {
            kept.forEach(call.out()::println);
        }
        return status;
    }

    private static Comparator<String> order(Options options) {
        Comparator<String> order = (_, _) -> 0;
        for (String key : options.values('k')) {
            order = order.thenComparing(line -> key(line, key, options), compare(options, key));
        }
        if (!options.has('k')) {
            order = compare(options, "");
        }
        order = options.has('r') ? order.reversed() : order;
        return options.has('u') || options.has('s') ? order : order.thenComparing(bytes());
    }

    private static Comparator<String> bytes() {
        return (left, right) ->
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static Comparator<String> compare(Options options, String key) {
        boolean numeric = options.has('n') || options.has('g') || key.contains("n");
        Comparator<String> order = numeric ? Comparator.comparingDouble(Sort::number) : bytes();
        return key.contains("r") ? order.reversed() : order;
    }

    private static double number(String text) {
        var matcher = Pattern.compile("\\s*(-?\\d+(\\.\\d+)?)").matcher(text);
        return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static String key(String line, String key, Options options) {
        var ends = key.replaceAll("[a-zA-Z]", "").split(",");
        boolean blank = !options.has('t');
        var fields = blank ? line.strip().split("\\s+") : line.split(Pattern.quote(options.value('t', " ")), -1);
        int from = Integer.parseInt(ends[0].split("\\.")[0]);
        int to = ends.length > 1 ? Integer.parseInt(ends[1].split("\\.")[0]) : fields.length;
        if (from > fields.length) {
            return "";
        }
        String separator = options.value('t', " ");
        return String.join(separator, List.of(fields).subList(from - 1, Math.min(to, fields.length)));
    }

    private static List<String> unique(List<String> lines, Comparator<String> order) {
        var kept = new ArrayList<String>();
        for (String line : lines) {
            if (kept.isEmpty() || order.compare(kept.getLast(), line) != 0) {
                kept.add(line);
            }
        }
        return kept;
    }
}
