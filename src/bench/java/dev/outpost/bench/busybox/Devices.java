package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;

/** The devices that every system has: null, zero, random, urandom; and how long it runs. */
final class Devices {
    private Devices() {}

    static void installOn(Machine machine) {
        put(machine, "/dev/null", SpecialFile.device(InputStream::nullInputStream, OutputStream::nullOutputStream));
        put(machine, "/dev/zero", SpecialFile.device(() -> new Endless(false), OutputStream::nullOutputStream));
        for (String name : new String[] {"/dev/random", "/dev/urandom"}) {
            put(machine, name, SpecialFile.device(() -> new Endless(true), OutputStream::nullOutputStream));
        }
        put(machine, "/proc/uptime", SpecialFile.text(() -> {
            var seconds = machine.clock().uptime().toMillis() / 10;
            return "%d.%02d %d.00\n".formatted(seconds / 100, seconds % 100, seconds / 100);
        }));
    }

    private static void put(Machine machine, String path, SpecialFile device) {
        if (!machine.files().exists(path)) {
            machine.files().special(path, device);
        }
    }

    /** Bytes without an end. */
    private static final class Endless extends InputStream {
        private static final SecureRandom RANDOM = new SecureRandom();

        private final boolean random;

        Endless(boolean random) {
            this.random = random;
        }

        @Override
        public int read() {
            return random ? RANDOM.nextInt(256) : 0;
        }
    }
}
