package dev.outpost.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A pipe between two processes: 64 KiB as on Linux, end of file when the writer is gone, SIGPIPE when the reader is. */
final class Pipe {
    private static final int SIZE = 65_536;

    private final byte[] ring = new byte[SIZE];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int start;
    private int length;
    private boolean writerGone;
    private boolean readerGone;

    Descriptor reader() {
        return Descriptor.reading(new Reader(), this::closeReader);
    }

    Descriptor writer() {
        return Descriptor.writing(new Output(new Writer()), this::closeWriter);
    }

    private void closeReader() {
        lock.lock();
        try {
            readerGone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeWriter() {
        lock.lock();
        try {
            writerGone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void await() {
        try {
            changed.await();
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
            throw new Killed(Signal.TERM);
        }
    }

    private final class Reader extends InputStream {
        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int wanted) {
            lock.lock();
            try {
                while (length == 0 && !writerGone) {
                    await();
                }
                int count = Math.min(wanted, length);
                for (int i = 0; i < count; i++) {
                    to[from + i] = ring[(start + i) % SIZE];
                }
                start = (start + count) % SIZE;
                length -= count;
                changed.signalAll();
                return count == 0 && wanted > 0 ? -1 : count;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return length;
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Writer extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            lock.lock();
            try {
                for (int i = 0; i < count; i++) {
                    while (length == SIZE && !readerGone) {
                        changed.signalAll();
                        await();
                    }
                    if (readerGone) {
                        throw new IOException("Broken pipe");
                    }
                    ring[(start + length++) % SIZE] = bytes[from + i];
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
