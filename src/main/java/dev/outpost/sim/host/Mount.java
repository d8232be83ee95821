package dev.outpost.sim.host;

/** A mounted file system with a limited size; what it holds is counted in bytes. */
public final class Mount {
    private final String device;
    private final String path;
    private final String type;
    private final boolean flash;
    private long capacity;
    private long used;

    Mount(String device, String path, String type, boolean flash, long capacity) {
        this.device = device;
        this.path = path;
        this.type = type;
        this.flash = flash;
        this.capacity = capacity;
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
        return capacity;
    }

    public synchronized long used() {
        return used;
    }

    public synchronized long free() {
        return Math.max(0, capacity - used);
    }

    /** Sets what is free now by making the whole smaller or larger. */
    public synchronized void setFree(long bytes) {
        capacity = used + bytes;
    }

    synchronized void take(long bytes, String path) throws FileError {
        if (bytes > 0 && used + bytes > capacity) {
            throw new FileError(Errno.ENOSPC, path);
        }
        used += bytes;
    }

    synchronized long takeUpTo(long bytes) {
        long taken = Math.min(bytes, free());
        used += taken;
        return taken;
    }

    synchronized void give(long bytes) {
        used -= bytes;
    }
}
