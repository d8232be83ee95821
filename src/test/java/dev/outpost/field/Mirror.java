package dev.outpost.field;

import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the files of a real root and of the simulated machine the same, so that real shell and simulated programs act on one disk.
 * Where both changed a file, the real root's is kept.
 */
final class Mirror {
    /** Where scripts write; the rest is written by simulated programs alone. */
    private static final List<String> BOTH_WAYS =
            List.of("/etc", "/tmp", "/root", "/lib/netifd", "/usr/lib/opkg", "/lib/apk", "/www", "/usr/share");

    private static final Set<String> NEVER = Set.of("/proc", "/overlay", "/rom");

    /** What the test's own scripts stand for. */
    private static final Set<String> OURS = Set.of("/bin/date", "/sbin/procdctl", "/usr/sbin/dropbear", "/sbin/netifd");

    private final Machine machine;
    private final FileSystem simulated;
    private final Set<String> borrowed;
    private Path root;
    private final Map<String, Entry> agreed = new HashMap<>();
    private final Map<String, Signature> seen = new HashMap<>();

    /** A folder, a link or a file. */
    @SuppressWarnings("ArrayRecordComponent") // compared by isSame alone
    private record Entry(char kind, int mode, byte[] content) {
        boolean isSame(Entry other) {
            return kind == other.kind
                    && Arrays.equals(content, other.content)
                    && (kind != '-' || (mode & 0777) == (other.mode & 0777));
        }
    }

    private record Signature(Object key, long size, Object modified, int mode, Entry entry) {}

    /**
     * @param borrowed programs that are answered by the simulator although BusyBox has them
     */
    Mirror(Machine machine, Path root, Set<String> borrowed) {
        this.machine = machine;
        this.simulated = machine.files();
        this.root = root;
        this.borrowed = borrowed;
    }

    /** The router booted: its RAM is empty, and what is in RAM here is not agreed upon any more. */
    synchronized void rebooted(Path newRoot) {
        root = newRoot;
        agreed.keySet().removeIf(path -> path.startsWith("/sys/") || path.startsWith("/dev/"));
        seen.clear();
    }

    /** What the real side changed goes to the simulated one. */
    synchronized void toSimulator() throws IOException {
        var real = new TreeMap<String, Entry>();
        for (var top : BOTH_WAYS) {
            if (Files.isDirectory(root.resolve(top.substring(1)), LinkOption.NOFOLLOW_LINKS)) {
                readReal(top, real);
            }
        }
        for (var file : real.entrySet()) {
            var before = agreed.get(file.getKey());
            if (before == null || !before.isSame(file.getValue())) {
                writeSimulated(file.getKey(), file.getValue());
                agreed.put(file.getKey(), file.getValue());
            }
        }
        for (var path : gone(real.keySet())) {
            simulated.removeTree(path);
            agreed.remove(path);
        }
    }

    private List<String> gone(Set<String> there) {
        return agreed.keySet().stream()
                .filter(path -> BOTH_WAYS.stream().anyMatch(top -> path.startsWith(top + "/")))
                .filter(path -> !there.contains(path))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    /** What the simulated side changed goes to the real one. */
    synchronized void toRoot() throws IOException {
        var ours = new TreeMap<String, Entry>();
        readSimulated("/", ours);
        for (var file : ours.entrySet()) {
            var before = agreed.get(file.getKey());
            if (before == null || !before.isSame(file.getValue())) {
                writeReal(file.getKey(), file.getValue());
                agreed.put(file.getKey(), file.getValue());
            }
        }
        for (var path : new ArrayList<>(new java.util.TreeSet<>(agreed.keySet()).descendingSet())) {
            if (!ours.containsKey(path)) {
                Files.deleteIfExists(root.resolve(path.substring(1)));
                agreed.remove(path);
            }
        }
    }

    private void readReal(String folder, Map<String, Entry> into) throws IOException {
        try (var names = Files.newDirectoryStream(root.resolve(folder.substring(1)))) {
            for (var file : names) {
                var path = folder + "/" + file.getFileName();
                try {
                    var entry = real(file, path);
                    into.put(path, entry);
                    if (entry.kind() == 'd') {
                        readReal(path, into);
                    }
                } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException gone) {
                    // removed by the router while it is looked at
                }
            }
        }
    }

    private Entry real(Path file, String path) throws IOException {
        var about = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (about.isSymbolicLink()) {
            return link(Files.readSymbolicLink(file).toString());
        }
        if (about.isDirectory()) {
            return new Entry('d', 0755, new byte[0]);
        }
        if (!about.isRegularFile()) {
            return new Entry('?', 0, new byte[0]);
        }
        var mode = mode(Files.getPosixFilePermissions(file));
        var known = seen.get(path);
        var signature = new Signature(
                String.valueOf(about.fileKey()),
                about.size(),
                about.lastModifiedTime(),
                mode,
                new Entry('-', mode, new byte[0]));
        if (known != null
                && known.key().equals(signature.key())
                && known.size() == signature.size()
                && known.modified().equals(signature.modified())
                && known.mode() == mode) {
            return known.entry();
        }
        var entry = new Entry('-', mode, Files.readAllBytes(file));
        seen.put(path, new Signature(signature.key(), signature.size(), signature.modified(), mode, entry));
        return entry;
    }

    private static Entry link(String target) {
        return new Entry('l', 0777, target.getBytes(StandardCharsets.UTF_8));
    }

    private void readSimulated(String folder, Map<String, Entry> into) throws IOException {
        for (var name : simulated.list(folder)) {
            var path = folder.equals("/") ? "/" + name : folder + "/" + name;
            var stat = simulated.linkStat(path);
            if (NEVER.contains(path) || OURS.contains(path) || stat.isEmpty()) {
                continue;
            }
            var entry = simulated(path, stat.get());
            if (entry != null) {
                into.put(path, entry);
            }
            if (stat.get().isFolder()) {
                readSimulated(path, into);
            }
        }
    }

    private @org.jspecify.annotations.Nullable Entry simulated(String path, FileStat stat) throws IOException {
        return switch (stat.kind()) {
            case 'd' -> new Entry('d', 0755, new byte[0]);
            case 'l' -> link(simulated.readLink(path));
            case 'c' -> new Entry('c', 0600, new byte[0]);
            default ->
                machine.programs().at(path).isPresent()
                        ? program(path)
                        : new Entry('-', stat.mode(), simulated.read(path));
        };
    }

    /** BusyBox's own are links in the image; of the others only those that OpenWrt has are there at all. */
    private @org.jspecify.annotations.Nullable Entry program(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (borrowed.contains(name)
                || (Lists.programs().contains(name) && !Lists.applets().contains(name))) {
            return link("/usr/libexec/shim");
        }
        return Lists.applets().contains(name) ? link("/bin/busybox") : null;
    }

    private void writeSimulated(String path, Entry entry) throws IOException {
        var there = simulated.linkStat(path);
        if (there.isPresent() && there.get().kind() != entry.kind()) {
            simulated.removeTree(path);
        }
        switch (entry.kind()) {
            case 'd' -> simulated.putFolder(path);
            case 'l' -> {
                simulated.removeTree(path);
                simulated.putLink(new String(entry.content(), StandardCharsets.UTF_8), path);
            }
            case '-' -> {
                simulated.write(path, entry.content());
                simulated.chmod(path, entry.mode());
            }
            default -> {
                // sockets and pipes stay where they are
            }
        }
    }

    private void writeReal(String path, Entry entry) throws IOException {
        var file = root.resolve(path.substring(1));
        switch (entry.kind()) {
            case 'd' -> {
                if (!Files.isDirectory(file)) {
                    Files.createDirectory(file);
                }
            }
            case 'l' -> {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    return; // /var and the like, made by the image
                }
                Files.deleteIfExists(file);
                Files.createSymbolicLink(file, Path.of(new String(entry.content(), StandardCharsets.UTF_8)));
            }
            case 'c' -> device(file);
            default -> {
                Files.deleteIfExists(file);
                Files.write(file, entry.content());
                Files.setPosixFilePermissions(file, permissions(entry.mode()));
            }
        }
    }

    /** A character device without a driver: what matters is that it is one. */
    private static void device(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Running.said(List.of("mknod", "-m", "600", file.toString(), "c", "1", "3"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // from OWNER_READ to OTHERS_EXECUTE
        var set = EnumSet.noneOf(PosixFilePermission.class);
        for (var bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                set.add(all[bit]);
            }
        }
        return set;
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        var bits = 0400;
        var mode = 0;
        for (var permission : PosixFilePermission.values()) {
            mode |= permissions.contains(permission) ? bits : 0;
            bits >>= 1;
        }
        return mode;
    }
}
