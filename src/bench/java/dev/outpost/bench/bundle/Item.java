package dev.outpost.bench.bundle;

/** A file or a link of a package; its path is without a leading slash, its target empty for a file. */
public final class Item {
    private final String path;
    private final int mode;
    private final byte[] bytes;
    private final String target;

    public Item(String path, int mode, byte[] bytes, String target) {
        this.path = path;
        this.mode = mode;
        this.bytes = bytes;
        this.target = target;
    }

    public String path() {
        return path;
    }

    public int mode() {
        return mode;
    }

    public byte[] bytes() {
        return bytes;
    }

    public String target() {
        return target;
    }

    public boolean isLink() {
        return !target.isEmpty();
    }

    /** Where it lies, without a slash at the end; empty: in the root. */
    public String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
