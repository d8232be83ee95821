package dev.outpost.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An inode. All access happens under the lock of its file system. */
abstract sealed class Node {
    private static final AtomicLong INODES = new AtomicLong(1000);

    final long inode = INODES.incrementAndGet();
    final char kind;
    int mode;
    Instant modified;

    /** Where it takes its space: nowhere before it has a name, and once its last name is gone. */
    Mount mount = Mount.NOWHERE;

    /** What came with the image takes no space of the overlay until it is changed. */
    boolean fromImage;

    Node(char kind, int mode, Instant modified) {
        this.kind = kind;
        this.mode = mode;
        this.modified = modified;
    }

    long size() {
        return 0;
    }

    void givesBack() {
        mount.charge(fromImage ? 0 : -size());
    }

    /** Called before it changes: copies it up from the image, sets its time, counts the write. */
    void changes(Instant now) throws FileError {
        if (fromImage) {
            mount.take(size(), "");
            fromImage = false;
        }
        touched(now);
    }

    void touched(Instant now) {
        modified = now;
        mount.count();
    }

    /** What is made below it takes the new mount's space from now on. */
    void moves(Mount to) {
        mount = to;
    }

    /** Belongs to the image from here on. */
    void seal() {
        fromImage = true;
    }

    static final class Folder extends Node {
        final TreeMap<String, Node> children = new TreeMap<>();
        Folder parent;
        String name;

        @SuppressWarnings("NullAway") // the root is its own parent
        Folder(int mode, Instant modified, @Nullable Folder parent, String name) {
            super('d', mode, modified);
            this.parent = parent == null ? this : parent;
            this.name = name;
        }

        String path() {
            if (parent == this) {
                return "/";
            }
            return parent.parent == parent ? "/" + name : parent.path() + "/" + name;
        }

        @Override
        void moves(Mount to) {
            var from = mount;
            super.moves(to);
            children.values().stream().filter(child -> child.mount == from).forEach(child -> child.moves(to));
        }

        @Override
        void seal() {
            super.seal();
            children.values().forEach(Node::seal);
        }
    }

    static final class Plain extends Node {
        byte[] data = new byte[0];
        int length;

        Plain(int mode, Instant modified) {
            super('-', mode, modified);
        }

        @Override
        long size() {
            return length;
        }

        /** A file of the image is copied up without its content: this works on a full flash, and the file is empty then (overlayfs, O_TRUNC). */
        void truncate(Instant now) {
            givesBack();
            fromImage = false;
            length = 0;
            touched(now);
        }

        /** Makes it longer, as far as the space goes; returns the length that fits. */
        private int grow(int wanted) {
            int needs = length + (int) mount.takeUpTo(Math.max(0, wanted - length));
            if (data.length < needs) {
                data = Arrays.copyOf(data, Math.max(needs, data.length * 2));
            }
            length = needs;
            return Math.min(length, wanted);
        }

        /** A stream with a position of its own; what is written is there for every reader at once. */
        OutputStream writer(Object lock, SimClock clock, boolean append, String path) {
            return new OutputStream() {
                private int position;
                private boolean counted = !append;

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    synchronized (lock) {
                        if (!counted) {
                            changes(clock.wall());
                            counted = true;
                        }
                        int start = append ? length : position;
                        int fits = grow(start + count) - start;
                        System.arraycopy(bytes, from, data, start, fits);
                        modified = clock.wall();
                        position = start + fits;
                        if (fits < count) {
                            throw new FileError(Errno.ENOSPC, path);
                        }
                    }
                }
            };
        }
    }

    static final class Link extends Node {
        final String target;

        Link(String target, Instant modified) {
            super('l', 0777, modified);
            this.target = target;
        }

        @Override
        long size() {
            return target.length();
        }
    }

    static final class Special extends Node {
        final SpecialFile file;

        Special(SpecialFile file, int mode, Instant modified) {
            super(file.kind(), mode, modified);
            this.file = file;
        }
    }
}
