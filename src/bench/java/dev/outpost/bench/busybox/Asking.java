package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.SimProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Programs about the system, its files and processes: df, ls, id, date, ps, pidof, sleep, setsid. */
final class Asking {
    private static final String USUAL_DATE = "EEE MMM ppd HH:mm:ss 'UTC' yyyy";

    private Asking() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/df", Asking::df);
        all.put("/bin/ls", Asking::ls);
        all.put("/usr/bin/id", Asking::id);
        all.put("/bin/date", Asking::date);
        all.put("/bin/ps", Asking::ps);
        all.put("/bin/pidof", Asking::pidof);
        all.put("/bin/sleep", Asking::sleep);
        all.put("/usr/bin/setsid", Asking::setsid);
    }

    /** Sizes in KiB, whether -k asks for it or not. */
    private static int df(Call call) {
        var names = new Options(call.words(), "k").operands();
        var mounts = names.isEmpty()
                ? call.files().mounts().stream()
                        .filter(mount -> mount.capacity() < Long.MAX_VALUE)
                        .toList()
                : names.stream()
                        .map(call::path)
                        .filter(call.files()::exists)
                        .map(call.files()::mountOf)
                        .toList();
        row(call, "Filesystem", "1K-blocks", "Used", "Available", "Use%", "Mounted on");
        for (var mount : mounts) {
            long used = mount.used();
            long both = Math.max(1, used + mount.free());
            String percent = String.format("%3d%%", (used * 100 + both - 1) / both);
            long whole = mount.capacity() / 1024;
            row(call, mount.device(), whole, used / 1024, mount.free() / 1024, percent, mount.path());
        }
        return mounts.size() < names.size() ? call.fail("can't find mount point") : 0;
    }

    private static void row(Call call, Object... columns) {
        call.out().printf("%-20s %9s %9s %9s %s %s%n", columns);
    }

    private static int id(Call call) {
        call.say(new Options(call.words(), "u").has('u') ? "0" : "uid=0(root) gid=0(root)");
        return 0;
    }

    /** Always in UTC: prints seconds or the usual line, or sets the wall clock: {@code -s @SECONDS}. */
    private static int date(Call call) {
        var options = new Options(call.words(), "us:");
        var clock = call.machine().clock();
        if (options.has('s')) {
            clock.setWall(
                    Instant.ofEpochSecond(Long.parseLong(options.value('s', "").substring(1))));
        }
        var now = clock.wall().atOffset(ZoneOffset.UTC);
        call.say(
                options.operands().contains("+%s")
                        ? String.valueOf(now.toEpochSecond())
                        : DateTimeFormatter.ofPattern(USUAL_DATE, Locale.ROOT).format(now));
        return 0;
    }

    private static int ps(Call call) {
        call.say("  PID USER       VSZ STAT COMMAND");
        call.say("    1 root      1532 S    /sbin/procd");
        for (var process : call.machine().processes().list()) {
            String words = String.join(" ", process.command()).replace('\n', ' ');
            String state = process == call.process() ? "R" : "S";
            call.out().printf("%5d root      1316 %-4s %s%n", process.pid(), state, words);
        }
        return 0;
    }

    private static int pidof(Call call) {
        var found = new ArrayList<String>();
        for (String name : call.words()) {
            call.machine().processes().list().reversed().stream()
                    .filter(process -> comm(process).equals(name))
                    .forEach(process -> found.add(String.valueOf(process.pid())));
        }
        if (!found.isEmpty()) {
            call.say(String.join(" ", found));
        }
        return found.isEmpty() ? 1 : 0;
    }

    /** The name that the kernel keeps: the file's, without folders. */
    private static String comm(SimProcess process) {
        String first = process.command().getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    private static int sleep(Call call) throws InterruptedException {
        double seconds = Double.parseDouble(call.words().getFirst());
        call.machine().clock().sleep(Duration.ofNanos((long) (seconds * 1e9)));
        return 0;
    }

    private static int setsid(Call call) throws InterruptedException {
        call.process().leadGroup();
        return call.become(call.words());
    }

    /** Modes and sizes with -l; one name a line as for a reader that is no terminal, files first. */
    private static int ls(Call call) throws IOException {
        var options = new Options(call.words(), "1ldAa");
        var names = options.operands().isEmpty() ? List.of(".") : options.operands();
        var plain = new ArrayList<String>();
        var folders = new ArrayList<String>();
        int status = 0;
        for (String name : names) {
            var stat = options.has('d')
                    ? call.files().linkStat(call.path(name))
                    : call.files().stat(call.path(name));
            if (stat.isEmpty()) {
                status = call.fail(name + ": " + Errno.ENOENT.words());
            } else {
                (stat.get().isFolder() && !options.has('d') ? folders : plain).add(name);
            }
        }
        plain.stream().sorted().forEach(name -> show(call, options, name, name));
        for (String folder : folders.stream().sorted().toList()) {
            if (names.size() > 1) {
                call.say((plain.isEmpty() && folder.equals(folders.getFirst()) ? "" : "\n") + folder + ":");
            }
            call.files().list(call.path(folder)).stream()
                    .filter(name -> !name.startsWith(".") || options.has('a') || options.has('A'))
                    .forEach(name -> show(call, options, folder + "/" + name, name));
        }
        return status;
    }

    private static void show(Call call, Options options, String path, String name) {
        var stat = call.files().linkStat(call.path(path)).filter(_ -> options.has('l'));
        if (stat.isEmpty()) {
            call.say(name);
            return;
        }
        var mode = new StringBuilder().append(stat.get().kind());
        for (int bit = 8; bit >= 0; bit--) {
            mode.append((stat.get().mode() >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        call.say(mode + " 1 root root " + stat.get().size() + " " + name);
    }
}
