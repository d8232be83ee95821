package dev.outpost.bench.host;

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
        Mounts.giveBack(node);
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
        OpenFile.reserve(node, (int) (node.length + fits));
        node.length += (int) fits;
        node.modified = clock.wall();
        return node.length;
    }
}
