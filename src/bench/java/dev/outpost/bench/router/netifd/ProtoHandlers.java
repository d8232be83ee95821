package dev.outpost.bench.router.netifd;

import dev.outpost.bench.clock.Work;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Glob;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The protocols netifd knows: its own, and the scripts that were there when it started (facts/behaviours.md#20). */
final class ProtoHandlers {
    private static final Set<String> BUILT_IN = Set.of("static", "none");

    /**
     * With a stick that refuses, OpenWrt's ncm dials every 10.7 s (measured on its own programs), of which the simulated questions need 8.
     */
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private static final String LAUNCH =
            "cd /lib/netifd/proto && exec ./$PROTO.sh \"$PROTO\" \"$ACTION\" \"$INTERFACE\"";

    private final Netifd netifd;
    private final Set<String> known = new HashSet<>();

    ProtoHandlers(Netifd netifd) {
        this.netifd = netifd;
    }

    /** Looks into {@code /lib/netifd/proto}, once for the life of the daemon. */
    synchronized void read(FileSystem files) {
        known.clear();
        known.addAll(BUILT_IN);
        Glob.expand(files, "/", "/lib/netifd/proto/*")
                .forEach(file -> known.add(file.replaceFirst(".*/(.*?)(\\.sh)?$", "$1")));
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
            default -> work(iface, () -> script(iface));
        }
    }

    /** A piece of work for an interface, ended by the next down. */
    void work(Iface iface, Work work) {
        var thread = Thread.ofVirtual().name("netifd " + iface.name).unstarted(() -> {
            if (Thread.interrupted()) {
                return; // taken down before it began
            }
            Work.quietly(work);
        });
        synchronized (netifd.interfaces()) {
            iface.worker = Optional.of(thread);
            iface.pending = true;
        }
        thread.start();
    }

    /**
     * Sets up by a file of {@code /lib/netifd/proto}: it is run as it stands on the router's flash, and everything it prints goes to the
     * log. What it calls, {@link ModemHandler}, tells netifd what it reached.
     */
    private void script(Iface iface) throws InterruptedException {
        while (true) {
            netifd.say("Interface '" + iface.name + "' is setting up now");
            synchronized (netifd.interfaces()) {
                iface.pending = true;
                iface.failures.clear();
            }
            script(iface, "setup");
            synchronized (netifd.interfaces()) {
                if (iface.up) {
                    return;
                }
            }
            script(iface, "teardown");
            netifd.say("Interface '" + iface.name + "' is now down");
            if (givesUp(iface)) {
                return;
            }
            netifd.machine.clock().sleep(AGAIN);
        }
    }

    private boolean givesUp(Iface iface) {
        synchronized (netifd.interfaces()) {
            if (iface.blocked) {
                iface.autostart = false;
                iface.pending = false;
            } else if (!iface.available) {
                netifd.unavailable(iface);
            }
            return iface.blocked || !iface.available;
        }
    }

    private void script(Iface iface, String action) throws InterruptedException {
        var env = Map.of("PROTO", iface.proto, "ACTION", action, "INTERFACE", iface.name);
        var said = new Said(iface);
        var process = netifd.machine.startShell(LAUNCH, env, InputStream.nullInputStream(), said, said);
        said.pid = process.pid();
        synchronized (netifd.interfaces()) {
            iface.handler = Optional.of(process);
        }
        process.await();
    }

    /** Lines for the log, as {@code netifd: wan (2437): text}. */
    private final class Said extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Iface iface;
        private volatile int pid;

        private Said(Iface iface) {
            this.iface = iface;
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            netifd.say(iface.name + " (" + pid + "): " + line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
