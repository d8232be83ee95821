package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** {@code dd}: reads blocks of exactly the given size and not a byte more. */
final class Dd implements Program {

    @Override
    public int run(Call call) throws IOException {
        var given = new HashMap<String, String>(Map.of("bs", "512", "status", ""));
        for (String word : call.words()) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new Options.Unknown("unrecognized operand '" + word + "'");
            }
            given.put(word.substring(0, equals), word.substring(equals + 1));
        }
        try (var in = input(call, given);
                var out = output(call, given)) {
            return copy(call, given, in, out);
        } catch (FileError told) {
            return 1;
        }
    }

    private static InputStream input(Call call, Map<String, String> given) throws IOException {
        String name = given.get("if");
        if (name == null) {
            return new Unclosed(call.in());
        }
        try {
            return call.files().openRead(call.path(name));
        } catch (FileError error) {
            call.fail("can't open '" + name + "': " + error.words());
            throw error;
        }
    }

    /** The standard input is not ours to close. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static OutputStream output(Call call, Map<String, String> given) throws IOException {
        String name = given.get("of");
        if (name == null) {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    call.out().write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    call.out().write(bytes, from, length);
                }
            };
        }
        long skip = Options.number(given.getOrDefault("seek", "0")) * Options.number(given.getOrDefault("bs", "512"));
        boolean keeps = given.getOrDefault("conv", "").contains("notrunc");
        String path = call.path(name);
        try {
            boolean plain = call.files().stat(path).filter(FileStat::isFile).isPresent();
            byte[] before = plain && (keeps || skip > 0) ? call.files().read(path) : new byte[0];
            var out = call.files().openWrite(path, false, 0666 & ~call.process().umask());
            return before.length == 0 && skip == 0 ? out : new Patch(out, before, (int) skip, keeps);
        } catch (FileError error) {
            call.fail("can't open '" + name + "': " + error.words());
            throw error;
        }
    }

    /** Writes into the middle of what was there; the whole is written when it is closed. */
    private static final class Patch extends ByteArrayOutputStream {
        private final OutputStream to;
        private final byte[] before;
        private final int start;
        private final boolean keeps;

        Patch(OutputStream to, byte[] before, int start, boolean keeps) {
            this.to = to;
            this.before = before;
            this.start = start;
            this.keeps = keeps;
        }

        @Override
        public void close() throws IOException {
            int end = start + size();
            var all = Arrays.copyOf(before, Math.max(end, keeps ? before.length : 0));
            System.arraycopy(toByteArray(), 0, all, start, size());
            to.write(all);
            to.close();
        }
    }

    private static int copy(Call call, Map<String, String> given, InputStream in, OutputStream out) throws IOException {
        int size = (int) Options.number(given.getOrDefault("bs", "512"));
        long count = given.containsKey("count") ? Options.number(given.getOrDefault("count", "0")) : Long.MAX_VALUE;
        in.skipNBytes(size * Options.number(given.getOrDefault("skip", "0")));
        var block = new byte[size];
        long whole = 0;
        long partial = 0;
        long bytes = 0;
        int status = 0;
        while (whole + partial < count) {
            int got = in.read(block, 0, size);
            if (got <= 0) {
                break;
            }
            whole += got == size ? 1 : 0;
            partial += got == size ? 0 : 1;
            try {
                out.write(block, 0, got);
            } catch (FileError full) {
                status = call.fail("error writing '" + given.get("of") + "': " + full.words());
                break;
            }
            bytes += got;
            call.process().check();
        }
        if (!"none".equals(given.get("status"))) {
            call.err().printf("%d+%d records in%n%d+%d records out%n", whole, partial, whole, partial);
        }
        if ("".equals(given.get("status"))) {
            call.err().printf("%d bytes (%dB) copied, 0.000100 seconds%n", bytes, bytes);
        }
        return status;
    }
}
