package dev.outpost.reach;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** What came of calling a port. Refused and silence are different answers: one hop said no, or none said anything. */
public sealed interface Dial {

    /** Somebody said no at once. */
    record Refused(Duration took) implements Dial {}

    /** Nobody said anything. */
    record Silent(Duration waited) implements Dial {}

    /** A hop on the way said that it knows no way on. */
    record Unreachable(String said) implements Dial {}

    /** The computer that dialled has no route there itself: nothing was sent to anybody. */
    record NoRoute(String said) implements Dial {}

    /** An open connection; whoever dialled closes it. */
    final class Connected implements Dial, Closeable {
        private final InputStream in;
        private final OutputStream out;
        private final Closeable line;
        private final Duration took;

        public Connected(InputStream in, OutputStream out, Closeable line, Duration took) {
            this.in = in;
            this.out = out;
            this.line = line;
            this.took = took;
        }

        public InputStream in() {
            return in;
        }

        public OutputStream out() {
            return out;
        }

        /** From the call to the answer. */
        public Duration took() {
            return took;
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }

    /** For the report's table: "connected in 42 ms", "refused", "silence for 3 s". */
    default String words() {
        return switch (this) {
            case Connected connected -> "connected in " + connected.took().toMillis() + " ms";
            case Refused refused -> "refused after " + refused.took().toMillis() + " ms";
            case Silent silent -> "silence for " + silent.waited().toMillis() + " ms";
            case NoRoute none -> "this computer has no route there: " + none.said();
            case Unreachable unreachable -> "unreachable: " + unreachable.said();
        };
    }
}
