package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Environment;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Programs about processes: ps, pidof, pgrep, pkill, kill, killall, sleep, setsid, env, xargs, start-stop-daemon, flock. */
final class Running {
    private Running() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/ps", Running::ps);
        all.put("/bin/pidof", Running::pidof);
        all.put("/usr/bin/pgrep", call -> matching(call, false));
        all.put("/usr/bin/pkill", call -> matching(call, true));
        all.put("/bin/kill", Running::kill);
        all.put("/usr/bin/killall", Running::killall);
        all.put("/bin/sleep", Running::sleep);
        all.put("/usr/bin/setsid", Running::setsid);
        all.put("/usr/bin/env", Running::env);
        all.put("/usr/bin/xargs", Running::xargs);
        all.put("/usr/bin/flock", Running::flock);
        all.put("/usr/bin/time", Running::time);
        all.put("/sbin/start-stop-daemon", new Daemons());
    }

    /** The name that the kernel keeps: the file's, without folders. */
    static String comm(SimProcess process) {
        String first = process.command().getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    private static int ps(Call call) {
        call.out().println("  PID USER       VSZ STAT COMMAND");
        call.out().println("    1 root      1532 S    /sbin/procd");
        for (var process : call.machine().processes().list()) {
            String words = String.join(" ", process.command()).replace('\n', ' ');
            String state = process == call.process() ? "R" : "S";
            call.out().printf("%5d root      1316 %-4s %s%n", process.pid(), state, words);
        }
        return 0;
    }

    private static int pidof(Call call) {
        var options = new Options(call.words(), "so:");
        var found = new ArrayList<String>();
        for (String name : options.operands()) {
            call.machine().processes().list().reversed().stream()
                    .filter(process -> comm(process).equals(name))
                    .forEach(process -> found.add(String.valueOf(process.pid())));
        }
        if (!found.isEmpty()) {
            call.out().println(String.join(" ", options.has('s') ? found.subList(0, 1) : found));
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static int matching(Call call, boolean kills) {
        var words = new ArrayList<>(call.words());
        var signal = kills ? signal(words) : Optional.of(Signal.TERM);
        var options = new Options(words, "flxnovP:");
        var pattern = Posix.pattern(String.join(" ", options.operands()), true, false);
        int status = 1;
        for (var process : call.machine().processes().list()) {
            String text = options.has('f') ? String.join(" ", process.command()) : comm(process);
            var matcher = pattern.matcher(text);
            boolean hit = process != call.process() && (options.has('x') ? matcher.matches() : matcher.find());
            if (hit) {
                status = 0;
                if (kills) {
                    process.signal(signal.orElse(Signal.TERM));
                } else {
                    call.out().println(process.pid() + (options.has('l') ? " " + comm(process) : ""));
                }
            }
        }
        return status;
    }

    /** Takes {@code -TERM}, {@code -9} or {@code -s TERM} from the front. */
    static Optional<Signal> signal(List<String> words) {
        if (words.size() > 1 && words.getFirst().equals("-s")) {
            words.removeFirst();
            return Signal.of(words.removeFirst());
        }
        if (!words.isEmpty() && words.getFirst().matches("-([0-9]+|[A-Z][A-Z0-9]+)")) {
            return Signal.of(words.removeFirst().substring(1));
        }
        return Optional.of(Signal.TERM);
    }

    private static int kill(Call call) {
        var words = new ArrayList<>(call.words());
        boolean asks = !words.isEmpty() && words.getFirst().equals("-0");
        var signal = signal(words);
        int status = 0;
        for (String word : words) {
            int pid = (int) Options.number(word);
            var processes = call.machine().processes();
            boolean there =
                    (asks || signal.isEmpty()) ? processes.find(pid).isPresent() : processes.kill(pid, signal.get());
            status |= there ? 0 : call.fail("can't kill pid " + pid + ": No such process");
        }
        return status;
    }

    private static int killall(Call call) {
        var words = new ArrayList<>(call.words());
        boolean quiet = words.remove("-q");
        var signal = signal(words);
        int status = 0;
        for (String name : words) {
            var found = call.machine().processes().list().stream()
                    .filter(process -> comm(process).equals(name) && process != call.process())
                    .toList();
            found.forEach(process -> process.signal(signal.orElse(Signal.TERM)));
            if (found.isEmpty()) {
                status = 1;
                if (!quiet) {
                    call.fail(name + ": no process killed");
                }
            }
        }
        return status;
    }

    private static int sleep(Call call) throws InterruptedException {
        if (call.words().isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        var total = Duration.ZERO;
        for (String word : call.words()) {
            total = total.plus(duration(word));
        }
        call.machine().clock().sleep(total);
        return 0;
    }

    static Duration duration(String word) {
        if (!word.matches("\\d+(\\.\\d+)?[smhd]?")) {
            throw new Options.Unknown("invalid number '" + word + "'");
        }
        double number = Double.parseDouble(word.replaceAll("[smhd]", ""));
        long unit = switch (word.charAt(word.length() - 1)) {
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86_400;
            default -> 1;
        };
        return Duration.ofNanos((long) (number * unit * 1e9));
    }

    private static int setsid(Call call) throws InterruptedException {
        var options = new Options(call.words(), "+c");
        if (options.operands().isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        call.process().leadGroup();
        return call.become(options.operands());
    }

    private static int env(Call call) throws InterruptedException {
        var options = new Options(call.words(), "+iu:");
        var variables = new TreeMap<>(options.has('i') ? Map.of() : call.env().variables());
        options.values('u').forEach(variables::remove);
        var words = new ArrayList<>(options.operands());
        while (!words.isEmpty() && words.getFirst().indexOf('=') > 0) {
            String word = words.removeFirst();
            variables.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        if (!words.isEmpty()) {
            return call.with(new Environment(variables)).become(words);
        }
        variables.forEach((name, value) -> call.out().println(name + "=" + value));
        return 0;
    }

    static int printenv(Call call) {
        if (call.words().isEmpty()) {
            call.env().variables().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> call.out().println(entry.getKey() + "=" + entry.getValue()));
            return 0;
        }
        var value = call.env().get(call.words().getFirst());
        value.ifPresent(call.out()::println);
        return value.isPresent() ? 0 : 1;
    }

    private static int xargs(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "+0rn:I:tP:");
        String text = new String(call.in().readAllBytes(), StandardCharsets.UTF_8);
        var command = options.operands().isEmpty() ? List.of("echo") : options.operands();
        var items = items(text, options);
        if (items.isEmpty() && (options.has('r') || options.has('I'))) {
            return 0;
        }
        int step = options.has('I') ? 1 : (int) options.number('n', Math.max(1, items.size()));
        int status = 0;
        for (int i = 0; i == 0 || i < items.size(); i += step) {
            var words = new ArrayList<>(command);
            var part = items.subList(i, Math.min(items.size(), i + step));
            if (options.has('I')) {
                words.replaceAll(word -> word.replace(options.value('I', "{}"), part.getFirst()));
            } else {
                words.addAll(part);
            }
            int one = call.run(words);
            status = one == 0 ? status : (one == 126 || one == 127) ? one : 123;
        }
        return status;
    }

    private static List<String> items(String text, Options options) {
        String separator = options.has('0') ? "\0" : options.has('I') ? "\n" : "\\s+";
        return List.of(text.split(separator)).stream()
                .map(item -> options.has('I') ? item.strip() : item)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Locks a file for one command; the form with a descriptor is not simulated. */
    private static int flock(Call call) throws InterruptedException {
        var options = new Options(call.words(), "+nsxuc:");
        var words = options.operands();
        if (words.size() < 2) {
            return call.fail("only FILE COMMAND is simulated");
        }
        return call.run(words.get(1).equals("-c") ? List.of("sh", "-c", words.get(2)) : words.subList(1, words.size()));
    }

    private static int time(Call call) throws InterruptedException {
        var start = call.machine().clock().uptime();
        int status = call.run(call.words());
        var took = call.machine().clock().uptime().minus(start);
        if (status != 0) {
            call.err().println("Command exited with non-zero status " + status);
        }
        call.err().printf("real\t%dm %.2fs%n", took.toMinutes(), took.toMillis() % 60_000 / 1000.0);
        call.err().println("user\t0m 0.00s\nsys\t0m 0.00s");
        return status;
    }

    static int nohup(Call call) throws InterruptedException {
        return call.become(call.words());
    }

    static int timeout(Call call) throws InterruptedException {
        var options = new Options(call.words(), "+s:k:");
        var words = options.operands();
        var limit = call.machine().clock().in(duration(words.getFirst()));
        var child = call.start(words.subList(1, words.size()));
        if (child.await(limit)) {
            return child.status();
        }
        child.signal(Signal.TERM);
        child.await();
        return 124;
    }
}
