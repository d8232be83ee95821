package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Printf;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Programs that take text apart or put it in order: cut, tr, sort. */
final class Cutting {
    private Cutting() {}

    static void addTo(Map<String, Program> all) {
        all.put("/usr/bin/cut", Cutting::cut);
        all.put("/usr/bin/tr", Cutting::tr);
        all.put("/usr/bin/sort", Cutting::sort);
    }

    /** The parts of a line that are named: {@code 2}, {@code 2-}, {@code -2} and {@code 2-4}, with commas between. */
    private static int cut(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "c:f:d:");
        boolean fields = options.has('f');
        var wanted = options.value(fields ? 'f' : 'c', "").split(",");
        String separator = fields ? options.value('d', "\t") : "";
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            for (String line : Inputs.lines(in)) {
                var parts = List.of(line.split(Pattern.quote(separator), -1));
                boolean whole = fields && parts.size() == 1;
                call.say(
                        whole
                                ? line
                                : IntStream.rangeClosed(1, parts.size())
                                        .filter(number -> Arrays.stream(wanted).anyMatch(range -> has(range, number)))
                                        .mapToObj(number -> parts.get(number - 1))
                                        .collect(Collectors.joining(separator)));
            }
        });
    }

    private static boolean has(String range, int number) {
        var ends = range.split("-", -1);
        int from = (int) Options.number(ends[0].isEmpty() ? "1" : ends[0]);
        String to = ends[ends.length - 1];
        return number >= from && (to.isEmpty() || number <= Options.number(to));
    }

    private static int tr(Call call) throws IOException {
        var options = new Options(call.words(), "dsc");
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
        String plain = Printf.unescaped(set);
        var members = new ArrayList<Integer>();
        for (int i = 0; i < plain.length(); i++) {
            char low = plain.charAt(i);
            boolean range = i + 2 < plain.length() && plain.charAt(i + 1) == '-';
            i += range ? 2 : 0;
            for (int c = low; c <= plain.charAt(i); c++) {
                members.add(c & 0xff);
            }
        }
        return members;
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
