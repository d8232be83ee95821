package dev.outpost.bench.host;

import java.util.concurrent.atomic.AtomicLong;

/** A mounted file system with a limited size; what it holds is counted in bytes, under the lock of its files. */
public final class Mount {
    private final String device;
    private final String path;
    private final String type;
    private final boolean flash;
    private final AtomicLong capacity;
    private final AtomicLong used;

    /** Another name for the space of a mount, as /overlay is for a root on overlayfs. */
    Mount(String device, String path, String type, Mount whole) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = whole.flash;
        this.capacity = whole.capacity;
        this.used = whole.used;
    }

    Mount(String device, String path, String type, boolean flash, long capacity) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = flash;
        this.capacity = new AtomicLong(capacity);
        this.used = new AtomicLong();
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

    /** Whether a write to it wears something out and outlives a power cut. */
    public boolean isFlash() {
        return flash;
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
