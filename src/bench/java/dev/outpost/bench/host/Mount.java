package dev.outpost.bench.host;

import java.util.concurrent.atomic.AtomicLong;

/** A mounted file system with a limited size; what it holds is counted in bytes, under the lock of its files. */
public final class Mount {
    /** Where an inode without a name lives. */
    static final Mount NOWHERE = new Mount("none", "", "none", false, Long.MAX_VALUE);

    private final String device;
    private final String path;
    private final String type;
    private final boolean flash;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong capacity;
    private final AtomicLong used;

    /** Another name for the space of a mount, as /overlay is for a root on overlayfs. */
    Mount(String device, String path, String type, Mount whole) {
        this(device, path, type, whole.flash, whole.capacity, whole.used);
    }

    /** @param flash whether a write to it wears something out and outlives a power cut */
    Mount(String device, String path, String type, boolean flash, long capacity) {
        this(device, path, type, flash, new AtomicLong(capacity), new AtomicLong());
    }

    private Mount(String device, String path, String type, boolean flash, AtomicLong capacity, AtomicLong used) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = flash;
        this.capacity = capacity;
        this.used = used;
    }

    public String device() {
        return device;
    }

    public String path() {
        return path;
    }

    public String type() {
        return type;
    }

    /** Changes of files, folders and links since the image was sealed; none in RAM. */
    long writes() {
        return writes.get();
    }

    void count() {
        writes.addAndGet(flash ? 1 : 0);
    }

    /** All that is there belongs to the image from now on, and takes nothing. */
    void seal() {
        used.set(0);
        writes.set(0);
    }

    public long capacity() {
        return capacity.get();
    }

    public long used() {
        return used.get();
    }

    public long free() {
        return Math.max(0, capacity() - used());
    }

    /** Sets what is free now by making the whole smaller or larger. */
    public void setFree(long bytes) {
        capacity.set(used() + bytes);
    }

    void take(long bytes, String path) throws FileError {
        if (bytes > 0 && bytes > free()) {
            throw new FileError(Errno.ENOSPC, path);
        }
        charge(bytes);
    }

    /** Takes as much of that as there is; returns how much. */
    long takeUpTo(long bytes) {
        long taken = Math.min(bytes, free());
        charge(taken);
        return taken;
    }

    /** Takes space even beyond the end, or gives it back. */
    void charge(long bytes) {
        used.addAndGet(bytes);
    }
}
