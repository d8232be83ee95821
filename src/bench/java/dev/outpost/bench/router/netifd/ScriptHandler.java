package dev.outpost.bench.router.netifd;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A protocol handler that is a file of {@code /lib/netifd/proto}: it is run as it stands on the router's flash, and everything it prints goes to
 * the log. What it calls, {@link ModemHandler}, tells netifd what it reached.
 */
final class ScriptHandler {
    /** With a stick that refuses, OpenWrt's ncm dials every 10.7 s (measured on its own programs), of which the simulated questions need 8. */
    private static final Duration AGAIN = Duration.ofSeconds(3);
    private static final String LAUNCH =
            "cd /lib/netifd/proto && exec ./$PROTO.sh \"$PROTO\" \"$ACTION\" \"$INTERFACE\"";

    private final Netifd netifd;
    private final Iface iface;

    ScriptHandler(Netifd netifd, Iface iface) {
        this.netifd = netifd;
        this.iface = iface;
    }

    void run() throws InterruptedException {
        while (true) {
            netifd.say("Interface '" + iface.name + "' is setting up now");
            synchronized (netifd.interfaces()) {
                iface.pending = true;
                iface.failures.clear();
            }
            script("setup");
            if (isFinished()) {
                return;
            }
            script("teardown");
            netifd.say("Interface '" + iface.name + "' is now down");
            if (givesUp()) {
                return;
            }
            netifd.machine().clock().sleep(AGAIN);
        }
    }

    private boolean isFinished() {
        synchronized (netifd.interfaces()) {
            return iface.up;
        }
    }

    private boolean givesUp() {
        synchronized (netifd.interfaces()) {
            if (iface.blocked) {
                iface.autostart = false;
                iface.pending = false;
                return true;
            }
            if (!iface.available) {
                netifd.unavailable(iface);
                return true;
            }
            return false;
        }
    }

    private void script(String action) throws InterruptedException {
        var env = Map.of("PROTO", iface.proto, "ACTION", action, "INTERFACE", iface.name);
        var said = new Said();
        var process = netifd.machine().startShell(LAUNCH, env, InputStream.nullInputStream(), said, said);
        said.pid = process.pid();
        synchronized (netifd.interfaces()) {
            iface.handler = Optional.of(process);
        }
        process.await();
    }

    /** Lines for the log, as {@code netifd: wan (2437): text}. */
    private final class Said extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private volatile int pid;

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
