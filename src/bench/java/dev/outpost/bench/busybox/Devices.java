package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import java.io.InputStream;
import java.io.OutputStream;

/** The devices that every system has: null and zero; and how long it runs. */
final class Devices {
    private Devices() {}

    static void installOn(Machine machine) {
        put(machine, "/dev/null", SpecialFile.device(InputStream::nullInputStream, OutputStream::nullOutputStream));
        put(machine, "/dev/zero", SpecialFile.device(Zeros::new, OutputStream::nullOutputStream));
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

    /** Zeros without an end. */
    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
