package dev.outpost.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The files of one simulated computer, in memory: modes, links, times of its own clock, mounts with a limited size, devices.
 *
 * <p>Paths are absolute. Every method is atomic; content is bytes, and text is UTF-8.
 */
public final class FileSystem extends ReadableFiles {

    private final SimClock clock;

    FileSystem(SimClock clock) {
        super(new Node.Folder(0755, clock.wall(), null, ""));
        this.clock = clock;
    }

    /** Replaces what is mounted at the root, keeping the files: its device, type and size. */
    public synchronized Mount root(String device, String type, long capacity) {
        var mount = new Mount(device, "/", type, true, capacity);
        root.moves(mount);
        mounts.set(0, mount);
        return mount;
    }

    /** Mounts a limited space at a folder, which is made. Flash outlives a power cut and counts its writes; the rest is RAM. */
    public Mount mount(String device, String path, String type, boolean flash, long capacity) {
        return mount(new Mount(device, path, type, flash, capacity));
    }

    /** Mounts the root's own space at a second place, as overlayfs shows the flash below it. */
    public Mount shareRoot(String device, String path, String type) {
        return mount(new Mount(device, path, type, mounts().getFirst()));
    }

    private synchronized Mount mount(Mount mount) {
        putFolder(mount.path());
        unchecked(() -> find(mount.path(), true)).moves(mount);
        mounts.add(mount);
        return mount;
    }

    /** From here on everything that exists belongs to the image: it takes no space of the overlay until it is changed. */
    public synchronized void sealImage() {
        mounts.forEach(Mount::seal);
        root.seal();
    }

    /** What a power cut does to RAM: the folder stays, empty. */
    public synchronized void clear(String folder) {
        for (String name : unchecked(() -> list(folder))) {
            removeTree(folder + "/" + name);
        }
    }

    /** Opens for writing; makes the file with that mode if it is missing, and truncates it unless appending. */
    public OutputStream openWrite(String path, boolean append, int mode) throws IOException {
        Node node;
        synchronized (this) {
            var place = locate(path, true);
            node = place.node() == null ? create(place, new Node.Plain(mode, clock.wall())) : place.node();
            if (node instanceof Node.Plain plain && !append) {
                plain.truncate(clock.wall());
            }
        }
        return switch (node) {
            case Node.Plain plain -> plain.writer(this, clock, append, path);
            case Node.Special special -> special.file.write();
            case Node.Folder _ -> throw new FileError(Errno.EISDIR, path);
            case Node.Link _ -> throw new FileError(Errno.ELOOP, path);
        };
    }

    /** Replaces the content; when the space ends, what fitted stays and the error is thrown. */
    public void write(String path, byte[] content) throws IOException {
        try (var out = openWrite(path, false, 0644)) {
            out.write(content);
        }
    }

    public void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void append(String path, String text) throws IOException {
        try (var out = openWrite(path, true, 0644)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public synchronized void makeFolder(String path, int mode) throws FileError {
        var place = free(path, true);
        create(place, new Node.Folder(mode, clock.wall(), place.parent(), place.name()));
    }

    /** Puts a new inode at a place that is free. Only content takes space; what an inode takes differs from flash to flash. */
    private Node create(Place place, Node node) throws FileError {
        var mount = place.parent().mount;
        mount.take(node.size(), place.path());
        node.mount = mount;
        place.parent().children.put(place.name(), node);
        place.parent().modified = clock.wall();
        mount.count();
        return node;
    }

    private Place free(String path, boolean followLast) throws FileError {
        var place = locate(path, followLast);
        if (place.node() != null) {
            throw new FileError(Errno.EEXIST, path);
        }
        return place;
    }

    public synchronized void makeFolders(String path) throws FileError {
        var at = "";
        for (String part : parts(path)) {
            at += "/" + part;
            if (!isFolder(at)) {
                makeFolder(at, 0755);
            }
        }
    }

    public synchronized void symlink(String target, String path) throws FileError {
        create(free(path, false), new Node.Link(target, clock.wall()));
    }

    /** Puts a device or a computed file at a path, with the folders above it. */
    public synchronized void special(String path, SpecialFile file) {
        unchecked(() -> {
            makeFolders(parent(path));
            var place = locate(path, false);
            var node = new Node.Special(file, file.kind() == 'c' ? 0600 : 0444, clock.wall());
            node.mount = place.parent().mount;
            place.parent().children.put(place.name(), node);
            return node;
        });
    }

    /** Removes a file, a link or an empty folder. */
    public synchronized void remove(String path) throws FileError {
        var place = locate(path, false);
        var node = place.node();
        if (node == null) {
            throw new FileError(Errno.ENOENT, path);
        }
        if (node instanceof Node.Folder folder && !folder.children.isEmpty()) {
            throw new FileError(Errno.ENOTEMPTY, path);
        }
        if (node == root || (node instanceof Node.Folder && isMountPoint(place.path()))) {
            throw new FileError(Errno.EBUSY, path);
        }
        place.parent().children.remove(place.name());
        place.parent().touched(clock.wall());
        node.givesBack();
        node.mount = Mount.NOWHERE;
    }

    /** Removes whatever is there, and all below it; nothing there is fine. */
    public synchronized void removeTree(String path) {
        unchecked(() -> {
            var found = linkStat(path);
            if (found.filter(FileStat::isFolder).isPresent()) {
                for (String name : list(path)) {
                    removeTree(path + "/" + name);
                }
            }
            if (found.isPresent() && !isMountPoint(path)) {
                remove(path);
            }
            return path;
        });
    }

    /** rename(2): replaces a file at the new name. */
    public synchronized void move(String from, String to) throws FileError {
        var source = locate(from, false);
        var target = locate(to, false);
        var node = source.node();
        if (node == null) {
            throw new FileError(Errno.ENOENT, from);
        }
        if (node == target.node()) {
            return;
        }
        if (source.parent().mount != target.parent().mount) {
            throw new FileError(Errno.EXDEV, to);
        }
        if (target.node() != null) {
            remove(to);
        }
        source.parent().children.remove(source.name());
        target.parent().children.put(target.name(), node);
        if (node instanceof Node.Folder folder) {
            folder.parent = target.parent();
            folder.name = target.name();
        }
        target.parent().mount.count();
    }

    public synchronized void chmod(String path, int mode) throws FileError {
        var node = find(path, true);
        node.mode = mode & 07777;
        node.mount.count();
    }

    /** Sets the time of the last change. */
    public synchronized void setModified(String path, Instant when) throws FileError {
        var node = find(path, true);
        node.modified = when;
        node.mount.count();
    }

    public synchronized void put(String path, String text) {
        put(path, text, 0644);
    }

    public synchronized void put(String path, String text, int mode) {
        unchecked(() -> {
            makeFolders(parent(path));
            write(path, text);
            chmod(path, mode);
            return path;
        });
    }

    public synchronized void putFolder(String path) {
        unchecked(() -> {
            makeFolders(path);
            return path;
        });
    }

    public synchronized void putLink(String target, String path) {
        unchecked(() -> {
            makeFolders(parent(path));
            symlink(target, path);
            return path;
        });
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private interface Attempt<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
