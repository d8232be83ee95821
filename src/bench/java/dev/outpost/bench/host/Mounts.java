package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mounts of one computer, and whose space each inode takes; what was there before is the image's, and takes none. */
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

    Mount add(Node folder, Mount mount) {
        move(folder, folder.mount, mount);
        all.add(mount);
        return mount;
    }

    /** What is made there takes the new mount's space from now on. */
    private static void move(Node node, @Nullable Mount from, Mount to) {
        if (node.mount == from) {
            node.mount = to;
            if (node instanceof Node.Folder folder) {
                folder.children.values().forEach(child -> move(child, from, to));
            }
        }
    }

    /** The mount that holds a path without links. */
    Mount of(String path) {
        return all.stream()
                .filter(mount -> path.equals(mount.path()) || path.startsWith(mount.path() + "/"))
                .max(Comparator.comparingInt(mount -> mount.path().length()))
                .orElse(all.getFirst());
    }

    boolean isMountPoint(String path) {
        return all.stream().anyMatch(mount -> mount.path().equals(path));
    }

    /** From here on everything that is there belongs to the image. */
    void seal() {
        all.forEach(mount -> mount.charge(-mount.used()));
        seal(root);
    }

    private static void seal(Node node) {
        node.fromImage = true;
        if (node instanceof Node.Folder folder) {
            folder.children.values().forEach(Mounts::seal);
        }
    }
}
