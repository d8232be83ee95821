package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;

/** {@code hexdump} with -C, -n, -s, -v and -e formats of one conversion, such as {@code 1/1 "%02x"}. */
final class Hexdump implements Program {
    private static final Pattern UNIT = Pattern.compile("(?:(\\d+)?/(\\d+)\\s*)?\"([^\"]*)\"");

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "bcCdoxve:n:s:");
        var all = new ByteArrayOutputStream();
        int status = Inputs.each(call, options.operands(), "%s", (name, in) -> in.transferTo(all));
        byte[] bytes = all.toByteArray();
        int from = (int) Math.min(options.number('s', 0), bytes.length);
        int to = (int) Math.min(bytes.length, from + options.number('n', bytes.length));
        if (options.has('e')) {
            formatted(call, bytes, from, to, options.value('e', ""));
        } else if (options.has('C')) {
            canonical(call, bytes, from, to);
        } else {
            words(call, bytes, from, to);
        }
        return status;
    }

    private static void formatted(Call call, byte[] bytes, int from, int to, String format) {
        int at = from;
        while (at < to) {
            int before = at;
            var unit = UNIT.matcher(format);
            while (unit.find() && at < to) {
                int repeat = unit.group(1) == null ? 1 : Integer.parseInt(unit.group(1));
                int size = unit.group(2) == null ? 1 : Integer.parseInt(unit.group(2));
                String text = unit.group(3).replace("\\n", "\n").replace("\\t", "\t");
                for (int i = 0; i < repeat && at < to; i++) {
                    call.out().print(text.contains("%") ? String.format(text, value(bytes, at, size, to)) : text);
                    at += text.contains("%") ? size : 0;
                }
            }
            if (at == before) {
                return;
            }
        }
    }

    /** Little-endian, as on the routers. */
    private static int value(byte[] bytes, int at, int size, int to) {
        int value = 0;
        for (int i = Math.min(at + size, to) - 1; i >= at; i--) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    private static void canonical(Call call, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += 16) {
            var hex = new StringBuilder();
            var text = new StringBuilder();
            for (int i = at; i < at + 16; i++) {
                hex.append(i < to ? String.format("%02x ", bytes[i]) : "   ").append(i == at + 7 ? " " : "");
                if (i < to) {
                    text.append(bytes[i] >= 32 && bytes[i] < 127 ? (char) bytes[i] : '.');
                }
            }
            call.out().printf("%08x  %s |%s|%n", at, hex, text);
        }
        call.out().printf("%08x%n", to);
    }

    private static void words(Call call, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += 16) {
            var row = new StringBuilder(String.format("%07x", at));
            for (int i = at; i < Math.min(at + 16, to); i += 2) {
                row.append(String.format(" %04x", value(bytes, i, 2, to)));
            }
            call.out().println(row);
        }
        call.out().printf("%07x%n", to);
    }
}
