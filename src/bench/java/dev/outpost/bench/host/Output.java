package dev.outpost.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a program prints. A full disk is remembered and told when the program ends; a reader that went away ends the
 * program as SIGPIPE does.
 */
public final class Output extends PrintStream {
    private final OutputStream to;
    private volatile Optional<Errno> trouble = Optional.empty();

    public Output(OutputStream to) {
        super(to, false, StandardCharsets.UTF_8);
        this.to = to;
    }

    /** What could not be written, in the words of the kernel. */
    public Optional<String> failure() {
        return trouble.map(Errno::words);
    }

    /** Forgets what could not be written, once it was told. */
    void forgive() {
        trouble = Optional.empty();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            to.write(bytes, from, length);
        } catch (IOException failure) {
            failed(failure);
        }
    }

    @Override
    public void flush() {
        try {
            to.flush();
        } catch (IOException failure) {
            failed(failure);
        }
    }

    private void failed(IOException failure) {
        if (failure instanceof FileError error) {
            trouble = Optional.of(error.errno());
        } else {
            throw new Killed(Signal.PIPE);
        }
    }
}
