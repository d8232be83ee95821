package dev.outpost.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The files of one simulated computer, in memory: modes, links, times of its own clock, mounts with a limited size, devices.
 *
 * <p>Paths are absolute. Every method is atomic; content is bytes, and text is UTF-8.
 */
public final class FileSystem extends ReadableFiles {

    private final SimClock clock;
    private final Mounts mounts;
    private final Inodes inodes;

    FileSystem(SimClock clock) {
        this(clock, new Node.Folder(0755, clock.wall(), null, ""));
    }

    private FileSystem(SimClock clock, Node.Folder root) {
        super(root);
        this.clock = clock;
        this.mounts = new Mounts(root);
        this.inodes = new Inodes(clock);
    }

    /** Replaces what is mounted at the root, keeping the files: its device, type and size. */
    public synchronized Mount root(String device, String type, long capacity) {
        return mounts.replaceRoot(new Mount(device, "/", type, true, capacity));
    }

    /** Mounts a limited space at a folder, which is made. Flash outlives a power cut and counts its writes; the rest is RAM. */
    public synchronized Mount mount(String device, String path, String type, boolean flash, long capacity) {
        putFolder(path);
        return mounts.add(unchecked(() -> find(path, true)), new Mount(device, path, type, flash, capacity));
    }

    /** Mounts the root's own space at a second place, as overlayfs shows the flash below it. */
    public synchronized Mount shareRoot(String device, String path, String type) {
        putFolder(path);
        return mounts.add(unchecked(() -> find(path, true)), new Mount(device, path, type, mounts.all().getFirst()));
    }

    public synchronized List<Mount> mounts() {
        return mounts.all();
    }

    /** The mount that holds a path, which need not exist. */
    public synchronized Mount mountOf(String path) {
        try {
            return mounts.of(realPath(path));
        } catch (FileError missing) {
            return mounts.of(path);
        }
    }

    /** From here on everything that exists belongs to the image: it takes no space of the overlay until it is changed. */
    public synchronized void sealImage() {
        mounts.seal();
        inodes.forgetWrites();
    }

    /** Changes of files, folders and links on flash since the image was sealed. */
    public synchronized long writes() {
        return inodes.writes();
    }

    /** What a power cut does to RAM: the folder stays, empty. */
    public synchronized void clear(String folder) {
        for (String name : unchecked(() -> list(folder))) {
            removeTree(folder + "/" + name);
        }
    }

    /** Opens for writing; makes the file with mode 0644 if it is missing, and truncates it unless appending. */
    public OutputStream openWrite(String path, boolean append) throws IOException {
        return openWrite(path, append, 0644);
    }

    /** As above; a file that is made gets this mode. */
    public OutputStream openWrite(String path, boolean append, int mode) throws IOException {
        Node node;
        synchronized (this) {
            var place = locate(path, true);
            node = place.node() == null ? inodes.create(place, new Node.Plain(mode, clock.wall())) : place.node();
            if (node instanceof Node.Plain plain && !append) {
                inodes.truncate(plain);
            }
        }
        return switch (node) {
            case Node.Plain plain -> inodes.writer(this, plain, append, path);
            case Node.Special special -> special.file.write();
            case Node.Folder _ -> throw new FileError(Errno.EISDIR, path);
            case Node.Link _ -> throw new FileError(Errno.ELOOP, path);
        };
    }

    /** Replaces the content; when the space ends, what fitted stays and the error is thrown. */
    public void write(String path, byte[] content) throws IOException {
        try (var out = openWrite(path, false)) {
            out.write(content);
        }
    }

    public void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void append(String path, String text) throws IOException {
        try (var out = openWrite(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public synchronized void makeFolder(String path, int mode) throws FileError {
        var place = free(path, true);
        inodes.create(place, new Node.Folder(mode, clock.wall(), place.parent(), place.name()));
    }

    private Place free(String path, boolean followLast) throws FileError {
        var place = locate(path, followLast);
        if (place.node() != null) {
            throw new FileError(Errno.EEXIST, path);
        }
        return place;
    }

    public synchronized void makeFolders(String path) throws FileError {
        var at = new StringBuilder();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                at.append('/').append(part);
                if (!isFolder(at.toString())) {
                    makeFolder(at.toString(), 0755);
                }
            }
        }
    }

    public synchronized void symlink(String target, String path) throws FileError {
        inodes.create(free(path, false), new Node.Link(target, clock.wall()));
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
        if (node == root || (node instanceof Node.Folder && mounts.isMountPoint(place.path()))) {
            throw new FileError(Errno.EBUSY, path);
        }
        inodes.detach(place, node);
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
            if (found.isPresent() && !mounts.isMountPoint(path)) {
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
        inodes.count(target.parent());
    }

    public synchronized void chmod(String path, int mode) throws FileError {
        var node = find(path, true);
        node.mode = mode & 07777;
        inodes.count(node);
    }

    /** Sets the time of the last change. */
    public synchronized void setModified(String path, Instant when) throws FileError {
        var node = find(path, true);
        node.modified = when;
        inodes.count(node);
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
