package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that a filter reads: those named, or the standard input; {@code -} is the standard input, too. */
final class Inputs {
    private Inputs() {}

    /** What is done with each of them. */
    @FunctionalInterface
    interface Each {
        void read(String name, InputStream in) throws IOException, InterruptedException;
    }

    /** Reads one after the other; one that cannot be opened is told, and the status becomes 1. */
    static int each(Call call, List<String> names, String cannotOpen, Each each)
            throws IOException, InterruptedException {
        int status = 0;
        for (String name : names.isEmpty() ? List.of("-") : names) {
            if (name.equals("-")) {
                each.read(name, call.in());
                continue;
            }
            try (var in = open(call, name)) {
                each.read(name, in);
            } catch (FileError error) {
                call.fail(String.format(cannotOpen, name) + ": " + error.words());
                status = 1;
            }
        }
        return status;
    }

    static InputStream open(Call call, String name) throws IOException {
        return name.equals("-") ? call.in() : call.files().openRead(call.path(name));
    }

    /** Lines of a stream, as they come. */
    static final class Lines {
        private final InputStream in;

        Lines(InputStream in) {
            this.in = new BufferedInputStream(in);
        }

        /** The next line without its end; null behind the last. */
        @Nullable
        String next() throws IOException {
            var line = new ByteArrayOutputStream();
            int c = in.read();
            if (c < 0) {
                return null;
            }
            while (c >= 0 && c != '\n') {
                line.write(c);
                c = in.read();
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }

    static List<String> lines(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(body.split("\n", -1));
    }
}
