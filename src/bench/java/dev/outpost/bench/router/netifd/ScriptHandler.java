package dev.outpost.bench.router.netifd;

import dev.outpost.bench.router.ubus.Blob;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A protocol handler that is a script of {@code /lib/netifd/proto}: it is run as it stands on the router's flash, tells netifd
 * over ubus what it reached, and everything it prints goes to the log.
 */
final class ScriptHandler {
    /** With a stick that refuses, OpenWrt's ncm dials every 10.7 s (measured on its own programs); the simulated gcom needs half of that. */
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String LAUNCH =
            "cd /lib/netifd/proto && exec ./$PROTO.sh \"$PROTO\" \"$ACTION\" \"$INTERFACE\" \"$CONFIG\"";

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
            if (hasCommand()) {
                watchCommand();
                netifd.lost(iface);
            } else if (isFinished()) {
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

    private boolean hasCommand() {
        synchronized (netifd.interfaces()) {
            return !iface.command.isEmpty();
        }
    }

    /** netifd is the parent of what the handler asked for, and notices its end. */
    private void watchCommand() throws InterruptedException {
        var words = iface.command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(java.util.stream.Collectors.joining(" "));
        var said = new Said();
        var process = netifd.machine().startShell("exec " + words, Map.of(), InputStream.nullInputStream(), said, said);
        said.pid = process.pid();
        synchronized (netifd.interfaces()) {
            iface.handler = Optional.of(process);
        }
        process.await();
        synchronized (netifd.interfaces()) {
            iface.command = java.util.List.of();
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
        var env = Map.of("PROTO", iface.proto, "ACTION", action, "INTERFACE", iface.name, "CONFIG", config());
        var said = new Said();
        var process = netifd.machine().startShell(LAUNCH, env, InputStream.nullInputStream(), said, said);
        said.pid = process.pid();
        synchronized (netifd.interfaces()) {
            iface.handler = Optional.of(process);
            iface.tearingDown = action.equals("teardown");
        }
        process.await();
        synchronized (netifd.interfaces()) {
            iface.tearingDown = false;
        }
    }

    private String config() {
        var config = new LinkedHashMap<String, Object>();
        iface.section.values().forEach((name, values) -> config.put(name, String.join(" ", values)));
        return Blob.line(config);
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
