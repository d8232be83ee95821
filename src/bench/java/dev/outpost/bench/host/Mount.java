package dev.outpost.bench.host;

import org.jspecify.annotations.Nullable;

/** A mounted file system with a limited size; what it holds is counted in bytes. */
public final class Mount {
    private final String device;
    private final String path;
    private final String type;
    private final boolean flash;
    private final @Nullable Mount whole;
    private long capacity;
    private long used;

    /** Another name for the space of a mount, as /overlay is for a root on overlayfs. */
    Mount(String device, String path, String type, Mount whole) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = whole.flash;
        this.whole = whole;
    }

    Mount(String device, String path, String type, boolean flash, long capacity) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = flash;
        this.capacity = capacity;
        this.whole = null;
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

    public synchronized long capacity() {
        return whole == null ? capacity : whole.capacity();
    }

    public synchronized long used() {
        return whole == null ? used : whole.used();
    }

    public synchronized long free() {
        return Math.max(0, capacity() - used());
    }

    /** Sets what is free now by making the whole smaller or larger. */
    public synchronized void setFree(long bytes) {
        if (whole != null) {
            whole.setFree(bytes);
            return;
        }
        capacity = used + bytes;
    }

    synchronized void take(long bytes, String path) throws FileError {
        if (whole != null) {
            whole.take(bytes, path);
            return;
        }
        if (bytes > 0 && used + bytes > capacity) {
            throw new FileError(Errno.ENOSPC, path);
        }
        used += bytes;
    }

    synchronized long takeUpTo(long bytes) {
        if (whole != null) {
            return whole.takeUpTo(bytes);
        }
        long taken = Math.min(bytes, free());
        used += taken;
        return taken;
    }

    /** Takes space even beyond the end. */
    synchronized void charge(long bytes) {
        if (whole != null) {
            whole.charge(bytes);
            return;
        }
        used += bytes;
    }

    synchronized void give(long bytes) {
        if (whole != null) {
            whole.give(bytes);
            return;
        }
        used -= bytes;
    }
}
