package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The protocols netifd knows: its own, and the scripts that were there when it started (facts/behaviours.md#20). */
final class ProtoHandlers {
    private static final Set<String> BUILT_IN = Set.of("static", "none");

    private final Netifd netifd;
    private final Set<String> known = new HashSet<>();

    ProtoHandlers(Netifd netifd) {
        this.netifd = netifd;
    }

    /** Looks into {@code /lib/netifd/proto}, once for the life of the daemon. */
    synchronized void read(FileSystem files) {
        known.clear();
        known.addAll(BUILT_IN);
        known.addAll(scripts(files));
    }

    private static List<String> scripts(FileSystem files) {
        try {
            return files.list("/lib/netifd/proto").stream()
                    .map(file -> file.replaceFirst("\\.sh$", ""))
                    .toList();
        } catch (FileError none) {
            return List.of();
        }
    }

    synchronized void forget() {
        known.clear();
    }

    synchronized Set<String> names() {
        return new TreeSet<>(known);
    }

    /** The protocol itself, or {@code none} when nobody handles it. */
    synchronized String known(String proto) {
        return known.contains(proto) ? proto : "none";
    }

    /** Lets the interface's protocol set it up; all but a static address take their time. */
    void setUp(Iface iface) throws InterruptedException {
        switch (iface.proto) {
            case "static" -> new Addressing(netifd, iface).fixed();
            case "dhcp", "dhcpv6" -> work(iface, new Addressing(netifd, iface)::leased);
            case "wireguard" -> work(iface, () -> new WireguardSetup(netifd, iface).run());
            case "none" -> netifd.unavailable(iface);
            default -> work(iface, () -> new ScriptHandler(netifd, iface).run());
        }
    }

    /** A piece of work for an interface, ended by the next down. */
    void work(Iface iface, Work work) {
        var thread = Thread.ofVirtual().name("netifd " + iface.name).unstarted(() -> {
            if (Thread.interrupted()) {
                return; // taken down before it began
            }
            try {
                work.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        synchronized (netifd.interfaces()) {
            iface.worker = Optional.of(thread);
            iface.pending = true;
        }
        thread.start();
    }

    /** What sets an interface up. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }
}
