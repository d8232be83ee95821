package dev.outpost.bench.host;

import dev.outpost.bench.host.Descriptors.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A pipe between two processes: a writer waits behind 64 KiB as on Linux, end of file when the writer is gone, SIGPIPE when the reader is. */
final class Pipe {
    private static final int SIZE = 65_536;

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private int length;
    private boolean writerGone;
    private boolean readerGone;

    Descriptor reader() {
        var in = new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] to, int from, int wanted) throws IOException {
                return take(to, from, wanted);
            }

            @Override
            public void close() {
                gone(() -> readerGone = true);
            }
        };
        return Descriptor.reading(in);
    }

    Descriptor writer() {
        var out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                put(bytes, from, count);
            }

            @Override
            public void close() {
                gone(() -> writerGone = true);
            }
        };
        return Descriptor.writing(out);
    }

    private synchronized void gone(Runnable end) {
        end.run();
        notifyAll();
    }

    private synchronized int take(byte[] to, int from, int wanted) {
        while (pieces.isEmpty() && !writerGone) {
            await();
        }
        var piece = pieces.poll();
        if (piece == null) {
            return -1;
        }
        int count = Math.min(wanted, piece.remaining());
        piece.get(to, from, count);
        if (piece.hasRemaining()) {
            pieces.addFirst(piece);
        }
        length -= count;
        notifyAll();
        return count;
    }

    private synchronized void put(byte[] bytes, int from, int count) throws IOException {
        while (length >= SIZE && !readerGone) {
            await();
        }
        if (readerGone) {
            throw new IOException("Broken pipe");
        }
        if (count > 0) {
            pieces.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + count)));
        }
        length += count;
        notifyAll();
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void await() {
        try {
            wait();
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
            throw new Killed(Signal.TERM);
        }
    }
}
