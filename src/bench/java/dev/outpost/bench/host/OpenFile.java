package dev.outpost.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Streams of a stored file; each open has its own position, and what is written is there for every reader at once. */
final class OpenFile {
    private OpenFile() {}

    static InputStream reader(ReadableFiles files, Node.Plain node) {
        return new InputStream() {
            private int position;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] to, int from, int length) {
                synchronized (files) {
                    int there = Math.min(length, node.length - position);
                    if (there <= 0) {
                        return length == 0 ? 0 : -1;
                    }
                    System.arraycopy(node.data, position, to, from, there);
                    position += there;
                    return there;
                }
            }
        };
    }

    static OutputStream writer(FileSystem files, Node.Plain node, boolean append, String path) {
        return new OutputStream() {
            private int position;
            private boolean counted = !append;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                synchronized (files) {
                    if (!counted) {
                        files.inodes().changed(node);
                        counted = true;
                    }
                    int start = append ? node.length : position;
                    int fits = files.inodes().grow(node, start + length) - start;
                    System.arraycopy(bytes, from, node.data, start, Math.min(fits, length));
                    position = start + Math.min(fits, length);
                    if (fits < length) {
                        throw new FileError(Errno.ENOSPC, path);
                    }
                }
            }
        };
    }

    /** Makes room in the array without counting it as content. */
    static void reserve(Node.Plain node, int length) {
        if (node.data.length < length) {
            node.data = Arrays.copyOf(node.data, Math.max(length, node.data.length * 2));
        }
    }
}
