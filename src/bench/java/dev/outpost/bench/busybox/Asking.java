package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.SimProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Programs about the system and its processes: df, id, date, ps, pidof, sleep, setsid. */
final class Asking {
    private static final String USUAL_DATE = "EEE MMM ppd HH:mm:ss 'UTC' yyyy";

    private Asking() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/df", Asking::df);
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
            String wanted = options.value('s', "");
            if (!wanted.matches("@\\d{1,12}")) {
                return call.fail("invalid date '" + wanted + "'");
            }
            clock.setWall(Instant.ofEpochSecond(Long.parseLong(wanted.substring(1))));
        }
        var now = clock.wall().atOffset(ZoneOffset.UTC);
        call.say(
                        options.operands().contains("+%s")
                                ? String.valueOf(now.toEpochSecond())
                                : DateTimeFormatter.ofPattern(USUAL_DATE, Locale.ROOT)
                                        .format(now));
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
        String word = call.words().isEmpty() ? "" : call.words().getFirst();
        if (!word.matches("\\d+(\\.\\d+)?")) {
            throw new Options.Unknown("invalid number '" + word + "'");
        }
        call.machine().clock().sleep(Duration.ofNanos((long) (Double.parseDouble(word) * 1e9)));
        return 0;
    }

    private static int setsid(Call call) throws InterruptedException {
        List<String> command = call.words();
        if (command.isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        call.process().leadGroup();
        return call.become(command);
    }
}
