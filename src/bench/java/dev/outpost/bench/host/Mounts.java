package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mounts of one computer, and whose space each inode takes. */
final class Mounts {
    private final Node.Folder root;
    private final List<Mount> all = new ArrayList<>();

    Mounts(Node.Folder root) {
        this.root = root;
        var everything = new Mount("rootfs", "/", "rootfs", true, Long.MAX_VALUE);
        root.mount = everything;
        all.add(everything);
    }

    List<Mount> all() {
        return List.copyOf(all);
    }

    Mount replaceRoot(Mount mount) {
        move(root, root.mount, mount);
        all.set(0, mount);
        return mount;
    }

    Mount first() {
        return all.getFirst();
    }

    Mount add(Node folder, Mount mount) {
        move(folder, folder.mount, mount);
        all.add(mount);
        return mount;
    }

    /** What lies there takes the new mount's space from now on. */
    private static void move(Node node, @Nullable Mount from, Mount to) {
        if (node.mount != from) {
            return;
        }
        if (!node.fromImage) {
            giveBack(node);
            to.charge(node.size());
        }
        node.mount = to;
        if (node instanceof Node.Folder folder) {
            folder.children.values().forEach(child -> move(child, from, to));
        }
    }

    /** The mount that holds a path without links. */
    Mount of(String path) {
        Mount best = all.getFirst();
        for (var mount : all) {
            boolean inside = path.equals(mount.path()) || path.startsWith(mount.path() + "/");
            if (inside && mount.path().length() > best.path().length()) {
                best = mount;
            }
        }
        return best;
    }

    boolean isMountPoint(String path) {
        return all.stream().anyMatch(mount -> mount.path().equals(path));
    }

    static void giveBack(Node node) {
        var mount = node.mount;
        if (mount != null && !node.fromImage) {
            mount.charge(-node.size());
        }
    }

    /** From here on everything below belongs to the image. */
    static void seal(Node node) {
        giveBack(node);
        node.fromImage = true;
        if (node instanceof Node.Folder folder) {
            folder.children.values().forEach(Mounts::seal);
        }
    }
}
