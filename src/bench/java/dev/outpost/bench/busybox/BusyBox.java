package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Printf;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.ShellProgram;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.host.Test;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Puts the base commands on a machine, in the folders where its system has them: those that anybody calls there. */
public final class BusyBox {
    private BusyBox() {}

    /** As OpenWrt's BusyBox has them; what is missing there is missing here. */
    public static void installOpenWrt(Machine machine) {
        installDevices(machine);
        everywhere().forEach((path, program) -> machine.programs().register(path, guarded(program)));
        machine.programs().register("/bin/ash", new ShellProgram());
        machine.programs().register("/bin/sh", new ShellProgram());
    }

    /** As a Debian server has them, in /usr/bin with /bin as a link; the words are BusyBox's. */
    public static void installDebian(Machine machine) {
        var files = machine.files();
        files.putFolder("/usr/bin");
        files.putFolder("/usr/sbin");
        installDevices(machine);
        if (!files.exists("/bin")) {
            files.putLink("usr/bin", "/bin");
        }
        if (!files.exists("/sbin")) {
            files.putLink("usr/sbin", "/sbin");
        }
        everywhere().forEach((path, program) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            machine.programs().register("/usr/bin/" + name, guarded(program));
        });
        for (String name : new String[] {"sh", "dash", "bash"}) {
            machine.programs().register("/usr/bin/" + name, new ShellProgram());
        }
    }

    /** The devices that every system has: null and zero; and how long it runs. */
    private static void installDevices(Machine machine) {
        var devices = Map.of(
                "/dev/null", SpecialFile.device(InputStream::nullInputStream, OutputStream::nullOutputStream),
                "/dev/zero", SpecialFile.device(Zeros::new, OutputStream::nullOutputStream),
                "/proc/uptime",
                        SpecialFile.text(() -> {
                            var seconds = machine.clock().uptime().toMillis() / 10;
                            return "%d.%02d %d.00\n".formatted(seconds / 100, seconds % 100, seconds / 100);
                        }));
        devices.forEach((path, device) -> {
            if (!machine.files().exists(path)) {
                machine.files().special(path, device);
            }
        });
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    /** A wrong option is told in BusyBox's words. */
    private static Program guarded(Program program) {
        return call -> {
            try {
                return program.run(call);
            } catch (Options.Unknown unknown) {
                call.err().println(call.name() + ": " + unknown.getMessage());
                return call.refuse(1, "BusyBox multi-call binary.\n\nUsage: " + call.name() + " [OPTIONS] [ARG]...");
            }
        };
    }

    private static Map<String, Program> everywhere() {
        var all = new TreeMap<String, Program>();
        Reading.addTo(all);
        Cutting.addTo(all);
        Copying.addTo(all);
        Asking.addTo(all);
        all.put("/bin/grep", new Grep());
        all.put("/bin/sed", new Sed());
        all.put("/bin/tar", new Tar());
        all.put("/bin/echo", Printf::echo);
        all.put("/usr/bin/printf", new Printf());
        all.put("/usr/bin/test", new Test(false));
        all.put("/usr/bin/[", new Test(true));
        all.put("/bin/true", call -> 0);
        all.put("/bin/false", call -> 1);
        return all;
    }
}
