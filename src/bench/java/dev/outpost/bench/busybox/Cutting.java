package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Glob;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs that take text apart: cut, tr, uniq, seq, basename, dirname. */
final class Cutting {
    private Cutting() {}

    static void addTo(Map<String, Program> all) {
        all.put("/usr/bin/cut", Cutting::cut);
        all.put("/usr/bin/tr", Cutting::tr);
        all.put("/usr/bin/uniq", Cutting::uniq);
        all.put("/usr/bin/seq", Cutting::seq);
        all.put("/usr/bin/basename", Cutting::basename);
        all.put("/usr/bin/dirname", Cutting::dirname);
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

        static boolean any(List<Range> ranges, int number) {
            return ranges.stream().anyMatch(range -> number >= range.from && number <= range.to);
        }
    }

    private static int cut(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "b:c:f:d:sn");
        String list = options.value('f')
                .or(() -> options.value('c'))
                .or(() -> options.value('b'))
                .orElse("");
        if (list.isEmpty()) {
            return call.fail("expected a list of bytes, characters, or fields");
        }
        var ranges = Range.list(list);
        String separator = options.value('d', "\t");
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            for (String line : Inputs.lines(in)) {
                if (!options.has('f')) {
                    call.out().println(characters(line, ranges));
                } else if (line.contains(separator)) {
                    call.out().println(fields(line, separator, ranges));
                } else if (!options.has('s')) {
                    call.out().println(line);
                }
            }
        });
    }

    private static String characters(String line, List<Range> ranges) {
        var kept = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (Range.any(ranges, i + 1)) {
                kept.append(line.charAt(i));
            }
        }
        return kept.toString();
    }

    private static String fields(String line, String separator, List<Range> ranges) {
        var kept = new ArrayList<String>();
        var fields = List.of(line.split(Pattern.quote(separator), -1));
        for (int i = 0; i < fields.size(); i++) {
            if (Range.any(ranges, i + 1)) {
                kept.add(fields.get(i));
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
            boolean mapped = at >= 0 && !to.isEmpty();
            int result = mapped ? to.get(Math.min(at, to.size() - 1)) : c;
            boolean squeezes = options.has('s') && result == last && (to.isEmpty() ? at >= 0 : to.contains(result));
            if (!squeezes) {
                out.write(result);
            }
            last = result;
        }
        call.out().write(out.toByteArray());
        return 0;
    }

    /** The bytes of a set: ranges, classes, escapes. */
    private static List<Integer> members(String set) {
        var members = new ArrayList<Integer>();
        int i = 0;
        while (i < set.length()) {
            if (set.startsWith("[:", i) && set.indexOf(":]", i) > 0) {
                int end = set.indexOf(":]", i);
                for (char c = 0; c < 256; c++) {
                    if (Glob.isOfClass(set.substring(i + 2, end), c)) {
                        members.add((int) c);
                    }
                }
                i = end + 2;
                continue;
            }
            int[] low = character(set, i);
            i = low[1];
            if (i + 1 < set.length() && set.charAt(i) == '-') {
                int[] high = character(set, i + 1);
                for (int c = low[0]; c <= high[0]; c++) {
                    members.add(c);
                }
                i = high[1];
            } else {
                members.add(low[0]);
            }
        }
        return members;
    }

    /** A character at a place, and the place behind it. */
    private static int[] character(String set, int at) {
        if (set.charAt(at) != '\\' || at + 1 >= set.length()) {
            return new int[] {set.charAt(at) & 0xff, at + 1};
        }
        char kind = set.charAt(at + 1);
        if (kind >= '0' && kind <= '7') {
            int end = at + 1;
            while (end < set.length() && end < at + 4 && set.charAt(end) >= '0' && set.charAt(end) <= '7') {
                end++;
            }
            return new int[] {Integer.parseInt(set.substring(at + 1, end), 8) & 0xff, end};
        }
        int known = "abfnrtv\\".indexOf(kind);
        int c = known < 0 ? kind : "\007\b\f\n\r\t\013\\".charAt(known);
        return new int[] {c, at + 2};
    }

    private static int uniq(Call call) throws IOException {
        var options = new Options(call.words(), "cdu");
        var names = options.operands();
        @Nullable String last = null;
        int count = 0;
        var out = new ArrayList<String>();
        try (var in = Inputs.open(call, names.isEmpty() ? "-" : names.getFirst())) {
            for (String line : Inputs.lines(in)) {
                if (last != null && !line.equals(last)) {
                    group(options, last, count, out);
                    count = 0;
                }
                last = line;
                count++;
            }
        }
        if (last != null) {
            group(options, last, count, out);
        }
        out.forEach(call.out()::println);
        return 0;
    }

    private static void group(Options options, String line, int count, List<String> out) {
        if ((options.has('d') && count < 2) || (options.has('u') && count > 1)) {
            return;
        }
        out.add(options.has('c') ? String.format("%7d %s", count, line) : line);
    }

    private static int seq(Call call) {
        var numbers = new Options(call.words(), "+ws:")
                .operands().stream().map(Options::number).toList();
        if (numbers.isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        long first = numbers.size() > 1 ? numbers.getFirst() : 1;
        long step = numbers.size() > 2 ? numbers.get(1) : 1;
        for (long n = first; step > 0 ? n <= numbers.getLast() : n >= numbers.getLast(); n += step) {
            call.process().check();
            call.out().println(n);
        }
        return 0;
    }

    private static int basename(Call call) {
        String path = call.words().getFirst().replaceFirst("(?<=.)/+$", "");
        String name = path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
        String suffix = call.words().size() > 1 ? call.words().get(1) : "";
        boolean cuts = !suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length();
        call.out().println(cuts ? name.substring(0, name.length() - suffix.length()) : name);
        return 0;
    }

    private static int dirname(Call call) {
        String path = call.words().getFirst().replaceFirst("(?<=.)/+$", "");
        int slash = path.lastIndexOf('/');
        call.out().println(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash));
        return 0;
    }
}
