package dev.outpost.field;

import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.shell.Script;
import dev.outpost.text.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The benchmark of {@code scripts/bench-router}: the same changes on the same routers, by Outpost in one connection and one channel,
 * read back; and by Ansible as one {@code raw} task each, with pipelining. The routers are real dropbear and real BusyBox ash; uci is
 * the simulator's, behind the same shim for both.
 */
final class RouterBench {
    private final Path folder;
    private final List<FreshRouter> routers;
    private final List<String> program;

    private RouterBench(Path folder, List<FreshRouter> routers, List<String> program) {
        this.folder = folder;
        this.routers = routers;
        this.program = program;
    }

    /** @param words a folder for Ansible's files, how many routers at most, and what starts {@link RouterChanges} */
    public static void main(String... words) throws Exception {
        var most = Integer.parseInt(words[1]);
        var routers = new ArrayList<FreshRouter>();
        try (var field = Field.start()) {
            for (var n = 1; n <= most; n++) {
                var making = FreshRouter.Making.usual().withMac("02:ba:5e:00:02:%02x".formatted(n));
                routers.add(FreshRouter.on(field, making, VirtualNetwork.scaled(20)));
            }
            var bench = new RouterBench(
                    Path.of(words[0]), routers, Stream.of(words).skip(2).toList());
            say("%d changes a router: a key and %d firewall sections"
                    .formatted(RouterChanges.SECTIONS + 1, RouterChanges.SECTIONS));
            for (var delay : List.of(Duration.ZERO, Duration.ofMillis(100))) {
                bench.compare(1, delay);
                bench.compare(most, delay);
            }
        } finally {
            for (var router : routers) {
                router.close();
            }
        }
    }

    private void compare(int count, Duration delay) throws Exception {
        var lines = new ArrayList<SlowLine>();
        try {
            for (var router : routers.subList(0, count)) {
                lines.add(SlowLine.to(router.address(), delay));
            }
            var addresses = lines.stream().map(SlowLine::address).toList();
            RouterChanges.made(addresses); // classes loaded, as in a program that runs
            var running = seconds(() -> RouterChanges.made(addresses));
            var ours = used(new ProcessBuilder(started(addresses)));
            var theirs = ansible(addresses);
            say("%2d routers, 2 x %3d ms: seconds %s (%.2f where it runs already), CPU %s"
                    .formatted(
                            count,
                            delay.toMillis(),
                            compared(ours.seconds(), theirs.seconds()),
                            running,
                            compared(ours.cpu(), theirs.cpu())));
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
    }

    private static String compared(double ours, double theirs) {
        return "%.2f, ansible %.2f, ratio %.1f".formatted(ours, theirs, theirs / ours);
    }

    /** The same work as a program of its own: this one is the routers as well. */
    private List<String> started(List<InetSocketAddress> addresses) {
        var words = new ArrayList<>(program);
        addresses.forEach(each -> words.add(each.getAddress().getHostAddress() + ":" + each.getPort()));
        return words;
    }

    private Used ansible(List<InetSocketAddress> addresses) throws IOException, InterruptedException {
        var inventory = new ArrayList<String>();
        for (var n = 0; n < addresses.size(); n++) {
            inventory.add("r%d ansible_host=127.0.0.1 ansible_port=%d ansible_user=root"
                    .formatted(n + 1, addresses.get(n).getPort()));
        }
        Files.write(folder.resolve("inventory"), inventory);
        Files.writeString(folder.resolve("playbook.yml"), playbook());
        Files.writeString(folder.resolve("ansible.cfg"), """
                [defaults]
                host_key_checking=False
                forks=20
                gathering=explicit
                stdout_callback=minimal
                [ssh_connection]
                pipelining=True
                ssh_args=-o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR
                control_path_dir=%s
                """.formatted(Files.createTempDirectory(folder, "cp")));
        var run = new ProcessBuilder("ansible-playbook", "-i", "inventory", "playbook.yml").directory(folder.toFile());
        run.environment().put("HOME", folder.toString());
        run.environment().put("ANSIBLE_CONFIG", folder.resolve("ansible.cfg").toString());
        return used(run);
    }

    /**
     * What a program took, its start included.
     *
     * @param cpu of it and of what it started, user and system (seconds)
     */
    private record Used(double seconds, double cpu) {}

    /** The shell reckons the CPU. */
    private Used used(ProcessBuilder program) throws IOException, InterruptedException {
        var log = folder.resolve("program.log");
        var words = new ArrayList<>(
                List.of("sh", "-c", "log=$1; shift; \"$@\" >\"$log\" 2>&1 || exit; times", "sh", log.toString()));
        words.addAll(program.command());
        var start = System.nanoTime();
        var shell = program.command(words).redirectErrorStream(true).start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IOException(words + " failed:\n" + Files.readString(log));
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var cpu = Stream.of(said.strip().lines().toList().getLast().split(" "))
                .mapToDouble(RouterBench::reckoned)
                .sum();
        return new Used(seconds, cpu);
    }

    /** {@code 1m2.5s}. */
    private static double reckoned(String time) {
        var minutes = time.indexOf('m');
        return Double.parseDouble(time.substring(0, minutes)) * 60
                + Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
    }

    private static String playbook() {
        var tasks = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n")
                .append(task("key", bare(RouterChanges.key())));
        for (var n = 1; n <= RouterChanges.SECTIONS; n++) {
            tasks.append(task(
                    "section " + n, "uci batch <<EOF\n" + RouterChanges.section(n) + "\nEOF\nuci commit firewall"));
        }
        return tasks.toString();
    }

    private static String task(String name, String script) {
        return "    - name: " + name + "\n      ansible.builtin.raw: !unsafe " + Json.line(script) + "\n";
    }

    /** Without comments: Ansible stumbles over an apostrophe in one. */
    private static String bare(Script script) {
        return script.render()
                .lines()
                .filter(line -> !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    private static double seconds(Callable<Boolean> work) throws Exception {
        var start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
