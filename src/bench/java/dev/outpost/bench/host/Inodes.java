package dev.outpost.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Makes, changes and drops inodes: space, times, and the count of writes to flash. Callers hold the file system's lock. */
final class Inodes {
    private final SimClock clock;
    private long writes;

    Inodes(SimClock clock) {
        this.clock = clock;
    }

    long writes() {
        return writes;
    }

    void forgetWrites() {
        writes = 0;
    }

    /** Puts a new inode at a place that is free. Only content takes space; what an inode takes differs from flash to flash. */
    Node create(ReadableFiles.Place place, Node node) throws FileError {
        var mount = place.parent().mount;
        if (mount == null) {
            throw new FileError(Errno.ENOENT, place.name());
        }
        mount.take(node.size(), place.path());
        node.mount = mount;
        place.parent().children.put(place.name(), node);
        place.parent().modified = clock.wall();
        count(node);
        return node;
    }

    /** Takes a name away, and with it the space. */
    void detach(ReadableFiles.Place place, Node node) {
        place.parent().children.remove(place.name());
        count(place.parent());
        place.parent().modified = clock.wall();
        node.givesBack();
        node.mount = null;
    }

    /** A file of the image is copied up without its content: this works on a full flash, and the file is empty then (overlayfs, O_TRUNC). */
    void truncate(Node.Plain node) {
        if (node.mount != null && !node.fromImage) {
            node.mount.charge(-node.length);
        }
        node.fromImage = false;
        node.length = 0;
        node.modified = clock.wall();
        count(node);
    }

    /** Called before a file changes: copies it up from the image, sets its time, counts the write. */
    void changed(Node node) throws FileError {
        if (node.fromImage && node.mount != null) {
            node.mount.take(node.size(), "");
            node.fromImage = false;
        }
        node.modified = clock.wall();
        count(node);
    }

    void count(Node node) {
        if (node.mount != null && node.mount.isFlash()) {
            writes++;
        }
    }

    /** Makes a file longer, as far as the space goes; returns the length that fits. */
    int grow(Node.Plain node, int wanted) {
        int extra = wanted - node.length;
        if (extra <= 0) {
            return wanted;
        }
        long fits = node.mount == null ? extra : node.mount.takeUpTo(extra);
        int needs = (int) (node.length + fits);
        if (node.data.length < needs) {
            node.data = Arrays.copyOf(node.data, Math.max(needs, node.data.length * 2));
        }
        node.length += (int) fits;
        node.modified = clock.wall();
        return node.length;
    }

    /** A stream with a position of its own; what is written is there for every reader at once. */
    OutputStream writer(Object lock, Node.Plain node, boolean append, String path) {
        return new OutputStream() {
            private int position;
            private boolean counted = !append;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                synchronized (lock) {
                    if (!counted) {
                        changed(node);
                        counted = true;
                    }
                    int start = append ? node.length : position;
                    int fits = Math.min(grow(node, start + length) - start, length);
                    System.arraycopy(bytes, from, node.data, start, fits);
                    position = start + fits;
                    if (fits < length) {
                        throw new FileError(Errno.ENOSPC, path);
                    }
                }
            }
        };
    }
}
