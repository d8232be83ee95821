package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that pass bytes on: cat, head, tail, tee, wc, cmp, yes. */
final class Reading {
    private Reading() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/cat", Reading::cat);
        all.put("/usr/bin/head", Reading::head);
        all.put("/usr/bin/tail", Reading::tail);
        all.put("/usr/bin/tee", Reading::tee);
        all.put("/usr/bin/wc", Reading::wc);
        all.put("/usr/bin/cmp", Reading::cmp);
        all.put("/usr/bin/yes", Reading::yes);
        all.put("/usr/bin/strings", Reading::strings);
    }

    private static int cat(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "nvbeEtTA");
        var count = new int[1];
        return Inputs.each(call, options.operands(), "can't open '%s'", (name, in) -> {
            if (!options.has('n')) {
                copy(call, in);
                return;
            }
            for (String line : Inputs.lines(in)) {
                call.out().printf("%6d\t%s%n", ++count[0], line);
            }
        });
    }

    /** Copies as it comes, until the end or a full disk. */
    static void copy(Call call, InputStream in) throws IOException {
        var buffer = new byte[8192];
        int got = in.read(buffer);
        while (got >= 0 && call.out().failure().isEmpty()) {
            call.out().write(buffer, 0, got);
            call.out().flush();
            call.process().check();
            got = in.read(buffer);
        }
    }

    /** {@code -5} is {@code -n 5}. */
    private static List<String> modern(List<String> words) {
        var all = new ArrayList<>(words);
        if (!all.isEmpty() && all.getFirst().matches("-\\d+")) {
            all.set(0, "-n" + all.getFirst().substring(1));
        }
        return all;
    }

    private static int head(Call call) throws IOException, InterruptedException {
        var options = new Options(modern(call.words()), "n:c:qv");
        boolean titles = options.operands().size() > 1 && !options.has('q');
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            if (titles) {
                call.out().println("==> " + name + " <==");
            }
            if (options.has('c')) {
                call.out().write(in.readNBytes((int) options.number('c', 0)));
                return;
            }
            long wanted = options.number('n', 10);
            if (wanted < 0) {
                var lines = Inputs.lines(in);
                lines.subList(0, (int) Math.max(0, lines.size() + wanted)).forEach(call.out()::println);
                return;
            }
            var lines = new Inputs.Lines(in);
            for (long i = 0; i < wanted; i++) {
                var line = lines.next();
                if (line == null) {
                    return;
                }
                call.out().print(lines.wasComplete() ? line + "\n" : line);
            }
        });
    }

    private static int tail(Call call) throws IOException, InterruptedException {
        var options = new Options(modern(call.words()), "n:c:qvfF");
        return Inputs.each(call, options.operands(), "can't open '%s'", (name, in) -> {
            var all = in.readAllBytes();
            if (options.has('c')) {
                int count = (int) Math.min(options.number('c', 0), all.length);
                call.out().write(all, all.length - count, count);
                return;
            }
            String wanted = options.value('n', "10");
            int from = wanted.startsWith("+")
                    ? lineStart(all, (int) Options.number(wanted) - 1)
                    : lastLines(all, (int) Math.abs(Options.number(wanted)));
            call.out().write(all, from, all.length - from);
        });
    }

    private static int lineStart(byte[] all, int skip) {
        int at = 0;
        for (int skipped = 0; skipped < skip && at < all.length; at++) {
            skipped += all[at] == '\n' ? 1 : 0;
        }
        return at;
    }

    private static int lastLines(byte[] all, int count) {
        int at = all.length;
        for (int seen = 0; at > 0; at--) {
            boolean end = all[at - 1] == '\n' && at != all.length;
            seen += end ? 1 : 0;
            if (end && seen == count) {
                return at;
            }
        }
        return count == 0 ? all.length : 0;
    }

    private static int tee(Call call) throws IOException {
        var options = new Options(call.words(), "ai");
        var targets = new ArrayList<OutputStream>();
        for (String name : options.operands()) {
            targets.add(call.files().openWrite(call.path(name), options.has('a')));
        }
        var buffer = new byte[8192];
        int got = call.in().read(buffer);
        while (got >= 0) {
            call.out().write(buffer, 0, got);
            for (var target : targets) {
                target.write(buffer, 0, got);
            }
            got = call.in().read(buffer);
        }
        for (var target : targets) {
            target.close();
        }
        return 0;
    }

    private static int wc(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "lwcm");
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            var all = in.readAllBytes();
            String text = new String(all, StandardCharsets.UTF_8);
            long lines = text.chars().filter(c -> c == '\n').count();
            long words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
            var row = new ArrayList<Long>();
            boolean everything = !options.has('l') && !options.has('w') && !options.has('c') && !options.has('m');
            if (everything || options.has('l')) {
                row.add(lines);
            }
            if (everything || options.has('w')) {
                row.add(words);
            }
            if (everything || options.has('c') || options.has('m')) {
                row.add((long) all.length);
            }
            printCounts(call, row, name);
        });
    }

    private static void printCounts(Call call, List<Long> row, String name) {
        var text = new StringBuilder();
        for (long count : row) {
            text.append(text.isEmpty() ? "" : " ");
            text.append(row.size() == 1 ? String.valueOf(count) : String.format("%9d", count));
        }
        call.out().println(name.equals("-") ? text.toString() : text + " " + name);
    }

    private static int cmp(Call call) throws IOException {
        var options = new Options(call.words(), "sl");
        var names = options.operands();
        var first = read(call, names.getFirst());
        var second = read(call, names.size() > 1 ? names.get(1) : "-");
        if (first == null || second == null) {
            return 2;
        }
        int at = Arrays.mismatch(first, second);
        if (at < 0) {
            return 0;
        }
        if (!options.has('s')) {
            boolean shorter = at == Math.min(first.length, second.length);
            if (shorter) {
                call.err().println("cmp: EOF on " + (first.length < second.length ? names.getFirst() : names.get(1)));
            } else {
                call.out()
                        .printf(
                                "%s %s differ: char %d, line %d%n",
                                names.getFirst(), names.get(1), at + 1, line(first, at));
            }
        }
        return 1;
    }

    private static int line(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static byte @Nullable [] read(Call call, String name) throws IOException {
        try (var in = Inputs.open(call, name)) {
            return in.readAllBytes();
        } catch (FileError error) {
            call.fail("can't open '" + name + "': " + error.words());
            return null;
        }
    }

    private static int yes(Call call) {
        String word = call.words().isEmpty() ? "y" : String.join(" ", call.words());
        while (call.out().failure().isEmpty()) {
            call.process().check();
            call.out().println(word);
        }
        return 1;
    }

    private static int strings(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "an:");
        int least = (int) options.number('n', 4);
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            var run = new ByteArrayOutputStream();
            for (byte b : (new String(in.readAllBytes(), StandardCharsets.ISO_8859_1) + "\0")
                    .getBytes(StandardCharsets.ISO_8859_1)) {
                if (b >= 32 && b < 127) {
                    run.write(b);
                    continue;
                }
                if (run.size() >= least) {
                    call.out().println(run.toString(StandardCharsets.US_ASCII));
                }
                run.reset();
            }
        });
    }
}
