package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.host.Program;
import dev.outpost.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Programs that pass bytes on or compare them: cat, zcat, dd, head, tail, tee, wc, cmp, sha256sum. */
final class Reading {
    private Reading() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/cat", Reading::cat);
        all.put("/bin/zcat", Reading::zcat);
        all.put("/bin/dd", Reading::dd);
        all.put("/usr/bin/head", Reading::head);
        all.put("/usr/bin/tail", Reading::tail);
        all.put("/usr/bin/tee", Reading::tee);
        all.put("/usr/bin/wc", Reading::wc);
        all.put("/usr/bin/cmp", Reading::cmp);
        all.put("/usr/bin/sha256sum", Reading::sha256sum);
    }

    private static int cat(Call call) throws IOException, InterruptedException {
        return Inputs.each(
                call,
                new Options(call.words(), "").operands(),
                "can't open '%s'",
                (name, in) -> copy(call, in, call.out(), 8192, Long.MAX_VALUE));
    }

    private static int zcat(Call call) throws IOException, InterruptedException {
        return Inputs.each(call, call.words(), "can't open '%s'", (name, in) -> {
            new GZIPInputStream(in).transferTo(call.out());
        });
    }

    /** Blocks of exactly the given size, and not a byte more than so many of them. */
    private static int dd(Call call) throws IOException {
        int size = 512;
        long count = Long.MAX_VALUE;
        var in = call.in();
        var out = call.out();
        for (String word : call.words()) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.replaceFirst("=.*", "")) {
                case "bs" -> size = (int) Options.number(value);
                case "count" -> count = Options.number(value);
                case "if" -> in = call.files().openRead(call.path(value));
                case "of" -> out = new Output(call.create(value));
                default -> throw new Options.Unknown("unrecognized operand '" + word + "'");
            }
        }
        copy(call, in, out, size, count);
        return out.failure().map(why -> call.fail("write error: " + why)).orElse(0);
    }

    /** Copies as it comes, until the end or a full disk, so many blocks at most. */
    private static void copy(Call call, InputStream in, Output out, int size, long count) throws IOException {
        var block = new byte[size];
        for (long blocks = 0; blocks < count && out.failure().isEmpty(); blocks++) {
            int got = in.read(block, 0, size);
            if (got < 0) {
                return;
            }
            out.write(block, 0, got);
            out.flush();
            call.process().check();
        }
    }

    /** {@code -5} is {@code -n 5}. */
    private static Options counted(Call call, String spec) {
        var all = new ArrayList<>(call.words());
        if (!all.isEmpty() && all.getFirst().matches("-\\d+")) {
            all.set(0, "-n" + all.getFirst().substring(1));
        }
        return new Options(all, spec);
    }

    private static int head(Call call) throws IOException, InterruptedException {
        var options = counted(call, "n:c:");
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            if (options.has('c')) {
                call.out().write(in.readNBytes((int) options.number('c', "0")));
                return;
            }
            var lines = new Inputs.Lines(in);
            for (long i = options.number('n', "10"); i > 0; i--) {
                var line = lines.next();
                if (line == null) {
                    return;
                }
                call.say(line);
            }
        });
    }

    private static int tail(Call call) throws IOException, InterruptedException {
        var options = counted(call, "n:");
        return Inputs.each(call, options.operands(), "can't open '%s'", (name, in) -> {
            var lines = Inputs.lines(in);
            long skipped = Math.max(0, lines.size() - options.number('n', "10"));
            lines.stream().skip(skipped).forEach(call::say);
        });
    }

    private static int tee(Call call) throws IOException {
        var options = new Options(call.words(), "a");
        var all = call.in().readAllBytes();
        call.out().write(all);
        for (String name : options.operands()) {
            try (var file = call.files().openWrite(call.path(name), options.has('a'), 0644)) {
                file.write(all);
            }
        }
        return 0;
    }

    /** Lines with -l, bytes with -c: one of the two. */
    private static int wc(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "lc");
        return Inputs.each(call, options.operands(), "%s", (name, in) -> {
            var all = in.readAllBytes();
            long lines =
                    IntStream.range(0, all.length).filter(at -> all[at] == '\n').count();
            long count = options.has('l') ? lines : all.length;
            call.say(name.equals("-") ? String.valueOf(count) : count + " " + name);
        });
    }

    private static int cmp(Call call) throws IOException {
        var names = new Options(call.words(), "s").operands();
        var contents = new ArrayList<byte[]>();
        for (String name : names) {
            try (var in = Inputs.open(call, name)) {
                contents.add(in.readAllBytes());
            } catch (FileError error) {
                return call.fail("can't open '" + name + "': " + error.words()) + 1;
            }
        }
        return Arrays.equals(contents.getFirst(), contents.getLast()) ? 0 : 1;
    }

    /** Sums of files, or with -c whether they are those of a list. */
    private static int sha256sum(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "c");
        var fits = new ArrayList<Boolean>();
        int status = Inputs.each(call, options.operands(), "can't open '%s'", (name, in) -> {
            if (!options.has('c')) {
                call.say(Hash.sha256(in.readAllBytes()) + "  " + name);
                return;
            }
            for (String line : Inputs.lines(in)) {
                var parts = line.split("  ", 2);
                boolean fit =
                        Hash.sha256(call.files().read(call.path(parts[1]))).equals(parts[0]);
                call.say(parts[1] + (fit ? ": OK" : ": FAILED"));
                fits.add(fit);
            }
        });
        var wrong = fits.stream().filter(fit -> !fit).count();
        return wrong == 0
                ? status
                : call.fail("WARNING: " + wrong + " of " + fits.size() + " computed checksums did NOT match");
    }
}
