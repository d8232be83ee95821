package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Programs that take text apart or put it in order: cut, tr, sort. */
final class Cutting {
    private Cutting() {}

    static void addTo(Map<String, Program> all) {
        all.put("/usr/bin/cut", Cutting::cut);
        all.put("/usr/bin/tr", Cutting::tr);
        all.put("/usr/bin/sort", Cutting::sort);
    }

    /** Numbers {@code from} to {@code to}, both from 1. */
    private record Range(int from, int to) {
        static List<Range> list(String text) {
            var ranges = new ArrayList<Range>();
            for (String part : text.split(",")) {
                if (!part.matches("\\d+|\\d+-\\d*|-\\d+")) {
                    throw new Options.Unknown("invalid number '" + part + "'");
                }
                int dash = part.indexOf('-');
                int from = dash == 0 ? 1 : Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
                String end = dash < 0 ? String.valueOf(from) : part.substring(dash + 1);
                ranges.add(new Range(from, end.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(end)));
            }
            return ranges;
        }
    }

    private static int cut(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "c:f:d:");
        boolean fields = options.has('f');
        String list = options.value(fields ? 'f' : 'c', "");
        if (list.isEmpty()) {
            return call.fail("expected a list of bytes, characters, or fields");
        }
        var ranges = Range.list(list);
        String separator = fields ? options.value('d', "\t") : "";
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            for (String line : Inputs.lines(in)) {
                boolean whole = fields && !line.contains(separator);
                call.say(whole ? line : cut(line, separator, ranges));
            }
        });
    }

    private static String cut(String line, String separator, List<Range> ranges) {
        var kept = new ArrayList<String>();
        var parts = line.split(Pattern.quote(separator), -1);
        for (int i = 1; i <= parts.length; i++) {
            int number = i;
            if (ranges.stream().anyMatch(range -> number >= range.from && number <= range.to)) {
                kept.add(parts[i - 1]);
            }
        }
        return String.join(separator, kept);
    }

    private static int tr(Call call) throws IOException {
        var options = new Options(call.words(), "+dsc");
        var sets = options.operands();
        if (sets.isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        var from = members(sets.getFirst());
        boolean complement = options.has('c');
        var to = sets.size() > 1 ? members(sets.get(1)) : List.<Integer>of();
        int last = -1;
        var out = new ByteArrayOutputStream();
        for (byte b : call.in().readAllBytes()) {
            int c = b & 0xff;
            int at = complement ? (from.contains(c) ? -1 : Integer.MAX_VALUE) : from.lastIndexOf(c);
            if (at >= 0 && options.has('d')) {
                continue;
            }
            int result = at >= 0 && !to.isEmpty() ? to.get(Math.min(at, to.size() - 1)) : c;
            boolean squeezes = options.has('s') && result == last && (to.isEmpty() ? at >= 0 : to.contains(result));
            if (!squeezes) {
                out.write(result);
            }
            last = result;
        }
        call.out().write(out.toByteArray());
        return 0;
    }

    /** The bytes of a set: ranges and escapes. */
    private static List<Integer> members(String set) {
        var members = new ArrayList<Integer>();
        int i = 0;
        while (i < set.length()) {
            int[] low = character(set, i);
            i = low[1];
            int high = low[0];
            if (i + 1 < set.length() && set.charAt(i) == '-') {
                int[] end = character(set, i + 1);
                high = end[0];
                i = end[1];
            }
            for (int c = low[0]; c <= high; c++) {
                members.add(c);
            }
        }
        return members;
    }

    private static int[] character(String set, int at) {
        if (set.charAt(at) != '\\' || at + 1 >= set.length()) {
            return new int[] {set.charAt(at) & 0xff, at + 1};
        }
        int end = at + 1;
        while (end < set.length() && end < at + 4 && set.charAt(end) >= '0' && set.charAt(end) <= '7') {
            end++;
        }
        if (end > at + 1) {
            return new int[] {Integer.parseInt(set.substring(at + 1, end), 8) & 0xff, end};
        }
        int known = "nrt".indexOf(set.charAt(end));
        return new int[] {known < 0 ? set.charAt(end) : "\n\r\t".charAt(known), end + 1};
    }

    private static int sort(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "nru");
        var lines = new ArrayList<String>();
        int status = Inputs.each(call, options.operands(), "%s", (name, in) -> lines.addAll(Inputs.lines(in)));
        Comparator<String> order = (left, right) ->
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        if (options.has('n')) {
            order = Comparator.comparingLong(Cutting::number).thenComparing(order);
        }
        lines.sort(options.has('r') ? order.reversed() : order);
        (options.has('u') ? lines.stream().distinct() : lines.stream()).forEach(call.out()::println);
        return status;
    }

    private static long number(String line) {
        var matcher = Pattern.compile("\\s*(-?\\d{1,18})").matcher(line);
        return matcher.lookingAt() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
