package dev.outpost.bench.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks from a path to an inode, through links and dots. */
final class Tree {
    private static final int MOST_LINKS = 40;

    private final Node.Folder root;

    Tree(Node.Folder root) {
        this.root = root;
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
                pushAll(todo, parts(link.target));
            } else if (last) {
                return checked(new Place(at, name, child), wantsFolder, path);
            } else if (child instanceof Node.Folder folder) {
                at = folder;
            } else {
                throw new FileError(child == null ? Errno.ENOENT : Errno.ENOTDIR, path);
            }
        }
        return new Place(at.parent, at.name, at);
    }

    private static Place checked(Place place, boolean wantsFolder, String path) throws FileError {
        if (wantsFolder && place.node() != null && !(place.node() instanceof Node.Folder)) {
            throw new FileError(Errno.ENOTDIR, path);
        }
        return place;
    }

    Node find(String path, boolean followLast) throws FileError {
        var node = locate(path, followLast).node();
        if (node == null) {
            throw new FileError(Errno.ENOENT, path);
        }
        return node;
    }

    private static void pushAll(Deque<String> todo, List<String> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            todo.push(parts.get(i));
        }
    }

    private static List<String> parts(String path) {
        var parts = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }
}
