package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Mount;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that ask the system: df, free, mount, uname, id, uptime, which. */
final class Asking {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Asking() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/df", Asking::df);
        all.put("/usr/bin/free", Asking::free);
        all.put("/bin/mount", Asking::mount);
        all.put("/bin/uname", Asking::uname);
        all.put("/usr/bin/id", Asking::id);
        all.put("/usr/bin/uptime", Asking::uptime);
        all.put("/usr/bin/which", Asking::which);
    }

    private static int df(Call call) {
        var options = new Options(call.words(), "khmPTai");
        boolean human = options.has('h');
        String size = human ? "Size" : options.has('P') ? "1024-blocks" : options.has('m') ? "1M-blocks" : "1K-blocks";
        String free = "Available";
        call.out()
                .printf(
                        "%-20s %9s %9s %9s %s %s%n",
                        "Filesystem", size, "Used", free, options.has('P') ? "Capacity" : "Use%", "Mounted on");
        int status = 0;
        for (var mount : mounts(call, options.operands())) {
            row(call, mount, options);
        }
        for (String name : options.operands()) {
            if (!call.files().exists(call.path(name))) {
                status = call.fail(name + ": can't find mount point");
            }
        }
        return status;
    }

    private static List<Mount> mounts(Call call, List<String> names) {
        if (names.isEmpty()) {
            return call.files().mounts().stream()
                    .filter(mount -> mount.capacity() < Long.MAX_VALUE)
                    .toList();
        }
        var mounts = new ArrayList<Mount>();
        for (String name : names) {
            if (call.files().exists(call.path(name))) {
                mounts.add(call.files().mountOf(call.path(name)));
            }
        }
        return mounts;
    }

    private static void row(Call call, Mount mount, Options options) {
        long used = mount.used();
        long free = mount.free();
        long percent = used + free == 0 ? 0 : (used * 100 + used + free - 1) / (used + free);
        String device = mount.device();
        if (device.length() > 20 && !options.has('P')) {
            device = device + "\n" + " ".repeat(20);
        }
        call.out()
                .printf(
                        "%-20s %9s %9s %9s %3d%% %s%n",
                        device,
                        size(mount.capacity(), options),
                        size(used, options),
                        size(free, options),
                        percent,
                        mount.path());
    }

    private static String size(long bytes, Options options) {
        if (!options.has('h')) {
            return String.valueOf(bytes / (options.has('m') ? 1 << 20 : 1024));
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        return bytes == 0
                ? "0"
                : String.format("%.1f%s", value, List.of("", "K", "M", "G").get(unit));
    }

    private static int free(Call call) throws IOException {
        var memory = call.files().text("/proc/meminfo");
        long total = kilobytes(memory, "MemTotal");
        long unused = kilobytes(memory, "MemFree");
        long buffers = kilobytes(memory, "Buffers") + kilobytes(memory, "Cached");
        long available = kilobytes(memory, "MemAvailable");
        call.out().println("              total        used        free      shared  buff/cache   available");
        call.out()
                .printf(
                        "Mem:    %11d %11d %11d %11d %11d %11d%n",
                        total, total - unused - buffers, unused, kilobytes(memory, "Shmem"), buffers, available);
        call.out().printf("Swap:   %11d %11d %11d%n", 0, 0, 0);
        return 0;
    }

    private static long kilobytes(String memory, String name) {
        return memory.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0L);
    }

    private static int mount(Call call) {
        if (!call.words().isEmpty() && !call.words().getFirst().equals("-t")) {
            return call.fail("permission denied (are you root?)");
        }
        for (var mount : call.files().mounts()) {
            call.out().printf("%s on %s type %s (rw,relatime)%n", mount.device(), mount.path(), mount.type());
        }
        return 0;
    }

    private static int uname(Call call) throws IOException {
        var options = new Options(call.words(), "asnrvmpo");
        var words = new ArrayList<String>();
        boolean all = options.has('a');
        boolean none = call.words().isEmpty();
        add(words, all || none || options.has('s'), "Linux");
        add(words, all || options.has('n'), call.machine().hostname());
        add(words, all || options.has('r'), kernel(call, "osrelease", "6.6.0"));
        add(words, all || options.has('v'), kernel(call, "version", "#0 SMP"));
        add(words, all || options.has('m'), kernel(call, "arch", "x86_64"));
        add(words, all || options.has('o'), "GNU/Linux");
        call.out().println(String.join(" ", words));
        return 0;
    }

    private static void add(List<String> words, boolean wanted, String word) {
        if (wanted) {
            words.add(word);
        }
    }

    private static String kernel(Call call, String file, String otherwise) throws IOException {
        String path = "/proc/sys/kernel/" + file;
        return call.files().exists(path) ? call.files().text(path).strip() : otherwise;
    }

    private static int id(Call call) {
        var options = new Options(call.words(), "ugnrG");
        boolean name = options.has('n');
        boolean one = options.has('u') || options.has('g') || options.has('G');
        call.out().println(one ? (name ? "root" : "0") : "uid=0(root) gid=0(root)");
        return 0;
    }

    private static int uptime(Call call) {
        var up = call.machine().clock().uptime();
        String days = up.toDays() == 0 ? "" : up.toDays() + (up.toDays() == 1 ? " day, " : " days, ");
        String hours = up.toHours() == 0
                ? up.toMinutes() + " min"
                : String.format("%2d:%02d", up.toHours() % 24, up.toMinutes() % 60);
        call.out()
                .println(" " + CLOCK.format(call.machine().clock().wall()) + " up " + days + hours
                        + ",  load average: 0.00, 0.00, 0.00");
        return 0;
    }

    private static int which(Call call) {
        int status = 0;
        for (String name : call.words()) {
            var path = call.which(name).filter(call.files()::exists);
            path.ifPresent(call.out()::println);
            status = path.isPresent() ? status : 1;
        }
        return status;
    }
}
