package dev.outpost.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The half of a file system that only looks. */
abstract sealed class ReadableFiles permits FileSystem {
    final Tree tree;

    ReadableFiles(Tree tree) {
        this.tree = tree;
    }

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

    public byte[] read(String path) throws IOException {
        try (var in = openRead(path)) {
            return in.readAllBytes();
        }
    }

    public String text(String path) throws IOException {
        return new String(read(path), StandardCharsets.UTF_8);
    }
}
