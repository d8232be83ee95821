package dev.outpost.sim.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one simulated computer, in memory: modes, links, times of its own clock, mounts with a limited size, devices.
 *
 * <p>Paths are absolute. Every method is atomic; content is bytes, and text is UTF-8.
 */
public final class FileSystem {

    private final SimClock clock;
    private final Node.Folder root;
    private final Tree tree;
    private final List<Mount> mounts = new ArrayList<>();
    private long writes;

    FileSystem(SimClock clock) {
        this.clock = clock;
        this.root = new Node.Folder(0755, clock.wall(), null, "");
        this.tree = new Tree(root);
        var everything = new Mount("rootfs", "/", "rootfs", true, Long.MAX_VALUE);
        root.mount = everything;
        mounts.add(everything);
    }

    // --- mounts and wear

    /** Replaces what is mounted at the root, keeping the files: its device, type and size. */
    public synchronized Mount root(String device, String type, long capacity) {
        var mount = new Mount(device, "/", type, true, capacity);
        remount(root, root.mount, mount);
        mounts.set(0, mount);
        return mount;
    }

    private static void remount(Node node, @Nullable Mount from, Mount to) {
        if (node.mount == from) {
            node.mount = to;
            if (node instanceof Node.Folder folder) {
                folder.children.values().forEach(child -> remount(child, from, to));
            }
        }
    }

    /** Mounts a limited space at a folder, which is made. Flash outlives a power cut and counts its writes; the rest is RAM. */
    public synchronized Mount mount(String device, String path, String type, boolean flash, long capacity) {
        putFolder(path);
        var mount = new Mount(device, path, type, flash, capacity);
        remount(unchecked(() -> tree.find(path, true)), mountOf(path), mount);
        mounts.add(mount);
        return mount;
    }

    /** Mounts the root's own space at a second place, as overlayfs shows the flash below it. */
    public synchronized Mount shareRoot(String device, String path, String type) {
        putFolder(path);
        var mount = new Mount(device, path, type, mounts.getFirst());
        remount(unchecked(() -> tree.find(path, true)), mountOf(path), mount);
        mounts.add(mount);
        return mount;
    }

    public synchronized List<Mount> mounts() {
        return List.copyOf(mounts);
    }

    /** The mount that holds a path, which need not exist. */
    public synchronized Mount mountOf(String path) {
        Mount best = mounts.getFirst();
        String real = realPathOrSame(path);
        for (var mount : mounts) {
            boolean inside = real.equals(mount.path()) || real.startsWith(mount.path() + "/");
            if (inside && mount.path().length() > best.path().length()) {
                best = mount;
            }
        }
        return best;
    }

    private String realPathOrSame(String path) {
        try {
            return realPath(path);
        } catch (FileError missing) {
            return path;
        }
    }

    /** From here on everything that exists belongs to the image: it takes no space of the overlay until it is changed. */
    public synchronized void sealImage() {
        seal(root);
        writes = 0;
    }

    private static void seal(Node node) {
        if (!node.fromImage && node.mount != null) {
            giveBack(node);
        }
        node.fromImage = true;
        if (node instanceof Node.Folder folder) {
            folder.children.values().forEach(FileSystem::seal);
        }
    }

    /** Changes of files, folders and links on flash since the image was sealed. */
    public synchronized long writes() {
        return writes;
    }

    /** What a power cut does to RAM: the folder stays, empty. */
    public synchronized void clear(String folder) {
        for (String name : unchecked(() -> list(folder))) {
            removeTree(folder + "/" + name);
        }
    }

    // --- looking

    public synchronized boolean exists(String path) {
        return stat(path).isPresent();
    }

    public boolean isFolder(String path) {
        return stat(path).filter(FileStat::isFolder).isPresent();
    }

    public synchronized Optional<FileStat> stat(String path) {
        return stat(path, true);
    }

    /** As {@link #stat}, of the link itself. */
    public synchronized Optional<FileStat> linkStat(String path) {
        return stat(path, false);
    }

    private Optional<FileStat> stat(String path, boolean follow) {
        try {
            var node = tree.find(path, follow);
            return Optional.of(
                    new FileStat(node.kind(), node.mode, node.size(), node.modified, node.links, node.inode));
        } catch (FileError missing) {
            return Optional.empty();
        }
    }

    /** The names in a folder, sorted, without dots. */
    public synchronized List<String> list(String path) throws FileError {
        if (tree.find(path, true) instanceof Node.Folder folder) {
            return List.copyOf(folder.children.keySet());
        }
        throw new FileError(Errno.ENOTDIR, path);
    }

    /** The path without links and dots; its last part need not exist. */
    public synchronized String realPath(String path) throws FileError {
        var place = tree.locate(path, true);
        return place.node() instanceof Node.Folder folder ? folder.path() : place.path();
    }

    public synchronized String readLink(String path) throws FileError {
        if (tree.find(path, false) instanceof Node.Link link) {
            return link.target;
        }
        throw new FileError(Errno.EINVAL, path);
    }

    /** The device or computed file at a path. */
    public synchronized Optional<SpecialFile> specialAt(String path) {
        try {
            return tree.find(path, true) instanceof Node.Special special ? Optional.of(special.file) : Optional.empty();
        } catch (FileError missing) {
            return Optional.empty();
        }
    }

    // --- reading and writing

    public InputStream openRead(String path) throws IOException {
        Node node;
        synchronized (this) {
            node = tree.find(path, true);
        }
        return switch (node) {
            case Node.Plain plain -> OpenFile.reader(this, plain);
            case Node.Special special -> special.file.read();
            case Node.Folder _ -> throw new FileError(Errno.EISDIR, path);
            case Node.Link _ -> throw new FileError(Errno.ELOOP, path);
        };
    }

    /** Opens for writing; makes the file with mode 0644 if it is missing, and truncates it unless appending. */
    public OutputStream openWrite(String path, boolean append) throws IOException {
        return openWrite(path, append, 0644);
    }

    /** As above; a file that is made gets this mode. */
    public OutputStream openWrite(String path, boolean append, int mode) throws IOException {
        Node node;
        synchronized (this) {
            var place = tree.locate(path, true);
            node = place.node() == null ? create(place, new Node.Plain(mode, clock.wall())) : place.node();
            if (node instanceof Node.Plain plain && !append) {
                truncate(plain);
            }
        }
        return switch (node) {
            case Node.Plain plain -> OpenFile.writer(this, plain, append, path);
            case Node.Special special -> special.file.write();
            case Node.Folder _ -> throw new FileError(Errno.EISDIR, path);
            case Node.Link _ -> throw new FileError(Errno.ELOOP, path);
        };
    }

    public byte[] read(String path) throws IOException {
        try (var in = openRead(path)) {
            return in.readAllBytes();
        }
    }

    public String text(String path) throws IOException {
        return new String(read(path), StandardCharsets.UTF_8);
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

    // --- folders, links, names

    public synchronized void makeFolder(String path, int mode) throws FileError {
        var place = tree.locate(path, true);
        if (place.node() != null) {
            throw new FileError(Errno.EEXIST, path);
        }
        create(place, new Node.Folder(mode, clock.wall(), place.parent(), place.name()));
    }

    /** Makes a folder and those above it. */
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
        createNew(path, new Node.Link(target, clock.wall()));
    }

    /** A second name for a file. */
    public synchronized void link(String existing, String path) throws FileError {
        var node = tree.find(existing, false);
        var place = tree.locate(path, false);
        if (node instanceof Node.Folder || place.node() != null) {
            throw new FileError(place.node() != null ? Errno.EEXIST : Errno.EPERM, path);
        }
        place.parent().children.put(place.name(), node);
        node.links++;
        changed(place.parent());
    }

    /** Puts a device or a computed file at a path, with the folders above it. */
    public synchronized void special(String path, SpecialFile file) {
        unchecked(() -> {
            makeFolders(parent(path));
            var place = tree.locate(path, false);
            var node = new Node.Special(file, file.kind() == 'c' ? 0600 : 0444, clock.wall());
            node.mount = place.parent().mount;
            place.parent().children.put(place.name(), node);
            return node;
        });
    }

    /** Removes a file, a link or an empty folder. */
    public synchronized void remove(String path) throws FileError {
        var place = tree.locate(path, false);
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
        detach(place, node);
    }

    private boolean isMountPoint(String path) {
        return mounts.stream().anyMatch(mount -> mount.path().equals(path));
    }

    private void detach(Tree.Place place, Node node) {
        place.parent().children.remove(place.name());
        count(place.parent());
        place.parent().modified = clock.wall();
        if (--node.links == 0) {
            giveBack(node);
            node.mount = null;
        }
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
        var source = tree.locate(from, false);
        var target = tree.locate(to, false);
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
        count(target.parent());
    }

    public synchronized void chmod(String path, int mode) throws FileError {
        var node = tree.find(path, true);
        node.mode = mode & 07777;
        count(node);
    }

    /** Sets the time of the last change. */
    public synchronized void setModified(String path, Instant when) throws FileError {
        var node = tree.find(path, true);
        node.modified = when;
        count(node);
    }

    // --- building an image: no checked errors, parents are made

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

    // --- inodes

    private void createNew(String path, Node node) throws FileError {
        var place = tree.locate(path, false);
        if (place.node() != null) {
            throw new FileError(Errno.EEXIST, path);
        }
        create(place, node);
    }

    private Node create(Tree.Place place, Node node) throws FileError {
        var mount = place.parent().mount;
        if (mount == null) {
            throw new FileError(Errno.ENOENT, place.name());
        }
        mount.take(cost(node), place.path());
        node.mount = mount;
        place.parent().children.put(place.name(), node);
        place.parent().modified = clock.wall();
        count(node);
        return node;
    }

    /** Only content counts; what an inode takes on a real flash depends on its file system. */
    private static long cost(Node node) {
        return node.size();
    }

    private static void giveBack(Node node) {
        var mount = node.mount;
        if (mount != null && !node.fromImage) {
            mount.give(cost(node));
        }
    }

    private void truncate(Node.Plain node) throws FileError {
        changed(node);
        if (node.mount != null) {
            node.mount.give(node.length);
        }
        node.length = 0;
    }

    /** Called before a file changes: copies it up from the image, sets its time, counts the write. */
    void changed(Node node) throws FileError {
        if (node.fromImage && node.mount != null) {
            node.mount.take(cost(node), "");
            node.fromImage = false;
        }
        node.modified = clock.wall();
        count(node);
    }

    private void count(Node node) {
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
