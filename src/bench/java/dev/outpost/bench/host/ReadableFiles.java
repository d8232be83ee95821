package dev.outpost.bench.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of a file system that only looks. */
abstract sealed class ReadableFiles permits FileSystem {
    private static final int MOST_LINKS = 40;

    final Node.Folder root;
    final List<Mount> mounts = new ArrayList<>();

    ReadableFiles(Node.Folder root) {
        this.root = root;
        mounts.add(new Mount("rootfs", "/", "rootfs", true, Long.MAX_VALUE));
        root.moves(mounts.getFirst());
    }

    public synchronized boolean exists(String path) {
        return stat(path).isPresent();
    }

    public boolean isFolder(String path) {
        return stat(path).filter(FileStat::isFolder).isPresent();
    }

    public synchronized Optional<FileStat> stat(String path) {
        return look(path, true).map(FileStat::of);
    }

    /** As {@link #stat}, of the link itself. */
    public synchronized Optional<FileStat> linkStat(String path) {
        return look(path, false).map(FileStat::of);
    }

    private Optional<Node> look(String path, boolean follow) {
        try {
            return Optional.of(find(path, follow));
        } catch (FileError missing) {
            return Optional.empty();
        }
    }

    /** The names in a folder, sorted, without dots. */
    public synchronized List<String> list(String path) throws FileError {
        if (find(path, true) instanceof Node.Folder folder) {
            return List.copyOf(folder.children.keySet());
        }
        throw new FileError(Errno.ENOTDIR, path);
    }

    /** The path without links and dots; its last part need not exist. */
    public synchronized String realPath(String path) throws FileError {
        var place = locate(path, true);
        return place.node() instanceof Node.Folder folder ? folder.path() : place.path();
    }

    public synchronized String readLink(String path) throws FileError {
        if (find(path, false) instanceof Node.Link link) {
            return link.target;
        }
        throw new FileError(Errno.EINVAL, path);
    }

    public synchronized Optional<SpecialFile> specialAt(String path) {
        return look(path, true).filter(Node.Special.class::isInstance).map(node -> ((Node.Special) node).file);
    }

    /** What is in it now: what is written later is there for who opens it then. */
    public InputStream openRead(String path) throws IOException {
        Node node;
        byte[] content;
        synchronized (this) {
            node = find(path, true);
            content = node instanceof Node.Plain plain ? Arrays.copyOf(plain.data, plain.length) : new byte[0];
        }
        return switch (node) {
            case Node.Plain _ -> new ByteArrayInputStream(content);
            case Node.Special special -> special.file.read();
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

    /** Where a name is, or would be. */
    record Place(Node.Folder parent, String name, @Nullable Node node) {
        String path() {
            return parent.path().equals("/") ? "/" + name : parent.path() + "/" + name;
        }
    }

    Place locate(String path, boolean followLast) throws FileError {
        if (path.isEmpty()) {
            throw new FileError(Errno.ENOENT, path);
        }
        var todo = new ArrayDeque<>(parts(path));
        boolean wantsFolder = path.endsWith("/");
        var at = root;
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.equals("..")) {
                at = at.parent;
                continue;
            }
            var child = at.children.get(name);
            boolean last = todo.isEmpty();
            if (child instanceof Node.Link link && (!last || followLast || wantsFolder)) {
                if (++links > MOST_LINKS) {
                    throw new FileError(Errno.ELOOP, path);
                }
                at = link.target.startsWith("/") ? root : at;
                parts(link.target).reversed().forEach(todo::push);
            } else if (last) {
                if (wantsFolder && child != null && !(child instanceof Node.Folder)) {
                    throw new FileError(Errno.ENOTDIR, path);
                }
                return new Place(at, name, child);
            } else if (child instanceof Node.Folder folder) {
                at = folder;
            } else {
                throw new FileError(child == null ? Errno.ENOENT : Errno.ENOTDIR, path);
            }
        }
        return new Place(at.parent, at.name, at);
    }

    Node find(String path, boolean followLast) throws FileError {
        var node = locate(path, followLast).node();
        if (node == null) {
            throw new FileError(Errno.ENOENT, path);
        }
        return node;
    }

    static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    public synchronized List<Mount> mounts() {
        return List.copyOf(mounts);
    }

    /** The mount that holds a path, which need not exist. */
    public synchronized Mount mountOf(String path) {
        String real;
        try {
            real = realPath(path);
        } catch (FileError missing) {
            real = path;
        }
        var inside = real + "/";
        return mounts.stream()
                .filter(mount -> inside.startsWith(mount.path() + "/"))
                .max(Comparator.comparingInt(mount -> mount.path().length()))
                .orElse(mounts.getFirst());
    }

    boolean isMountPoint(String path) {
        return mounts.stream().anyMatch(mount -> mount.path().equals(path));
    }

    /** Changes of files, folders and links on flash since the image was sealed. */
    public synchronized long writes() {
        return mounts.stream().mapToLong(Mount::writes).sum();
    }
}
