package dev.outpost.bench.host;

import java.time.Instant;
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

    /** Where it lives; none once its last name is gone. */
    @Nullable
    Mount mount;

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
        if (mount != null && !fromImage) {
            mount.charge(-size());
        }
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
