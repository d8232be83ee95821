package dev.outpost.field;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.router.Look;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Route;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The benchmark of {@code scripts/bench-router}: the same changes on the same routers, by Outpost in one connection and one channel,
 * read back; and by Ansible as one {@code raw} task each, with pipelining. The routers are real dropbear and real BusyBox ash; uci is
 * the simulator's, behind the same shim for both.
 */
final class RouterBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As a site with three cameras and four viewers has them in network, firewall and dhcp. */
    private static final int SECTIONS = 19;

    private final Path folder;
    private final List<FreshRouter> routers;

    private RouterBench(Path folder, List<FreshRouter> routers) {
        this.folder = folder;
        this.routers = routers;
    }

    /** @param words a folder for Ansible's files, and how many routers at most; or {@code client} and where routers answer */
    public static void main(String... words) throws Exception {
        if (words[0].equals("client")) {
            outpost(Stream.of(words).skip(1).map(RouterBench::address).toList());
            return;
        }
        var most = Integer.parseInt(words[1]);
        var routers = new ArrayList<FreshRouter>();
        try (var field = Field.start()) {
            for (var n = 1; n <= most; n++) {
                var making = FreshRouter.Making.usual().withMac("02:ba:5e:00:02:%02x".formatted(n));
                routers.add(FreshRouter.on(field, making, VirtualNetwork.scaled(20)));
            }
            var bench = new RouterBench(Path.of(words[0]), routers);
            say("%d changes a router: a key and %d firewall sections".formatted(SECTIONS + 1, SECTIONS));
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

    private static Script key() {
        return Script.in(Look.class, "authorize").with("KEYS", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB bench");
    }

    /** What uci is told for one section; its options are those of a redirect to a camera. */
    private static String section(int number) {
        var name = "firewall.outpost_cam_" + number;
        return Stream.of(
                        "=redirect",
                        ".name=camera" + number,
                        ".src=wan",
                        ".dest=lan",
                        ".proto=tcp",
                        ".src_dport=" + (8000 + number),
                        ".dest_ip=192.168.1." + (100 + number),
                        ".target=DNAT")
                .map(option -> "set " + name + option)
                .collect(Collectors.joining("\n"));
    }

    private static String sections() {
        return IntStream.rangeClosed(1, SECTIONS).mapToObj(RouterBench::section).collect(Collectors.joining("\n"));
    }

    private void compare(int count, Duration delay) throws Exception {
        var lines = new ArrayList<SlowLine>();
        try {
            for (var router : routers.subList(0, count)) {
                lines.add(SlowLine.to(router.address(), delay));
            }
            var addresses = lines.stream().map(SlowLine::address).toList();
            outpost(addresses); // classes loaded, as in a program that runs
            var ours = seconds(() -> outpost(addresses));
            var ourCpu = cpu(new ProcessBuilder(client(addresses)));
            var start = System.nanoTime();
            var theirCpu = ansible(addresses);
            var theirs = (System.nanoTime() - start) / 1e9;
            say(
                    "%2d routers, 2 x %3d ms: outpost %6.2f s, ansible %7.2f s, ratio %5.1f; CPU with the start %5.2f s, %6.2f s, ratio %5.1f"
                            .formatted(
                                    count,
                                    delay.toMillis(),
                                    ours,
                                    theirs,
                                    theirs / ours,
                                    ourCpu,
                                    theirCpu,
                                    theirCpu / ourCpu));
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
    }

    /** The same work as a program of its own: this one is the routers as well. */
    private static List<String> client(List<InetSocketAddress> addresses) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RouterBench.class.getName(),
                "client"));
        addresses.forEach(each -> words.add(each.getHostString() + ":" + each.getPort()));
        return words;
    }

    private static InetSocketAddress address(String word) {
        var colon = word.lastIndexOf(':');
        return new InetSocketAddress(word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
    }

    private static boolean outpost(List<InetSocketAddress> addresses) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = addresses.stream()
                    .<Callable<Boolean>>map(address -> () -> work(address))
                    .toList();
            for (var done : threads.invokeAll(jobs)) {
                done.get();
            }
        }
        return true;
    }

    private static boolean work(InetSocketAddress address) throws IOException {
        try (var link = new SshLinks()
                .open(
                        new Route.Direct(address.getHostString(), address.getPort()),
                        new Credentials("root", true, List.of(), Optional.empty()),
                        new HostKeyPolicy.FirstSight())) {
            var edits =
                    Script.in(Look.class, "configure").with("EDITS", sections()).with("PACKAGES", "firewall");
            var answers = link.run(Batch.of(key(), edits), PATIENCE);
            if (answers.size() != 2 || !answers.getLast().succeeded()) {
                throw new IOException("not done: " + answers.getLast());
            }
        }
        return true;
    }

    private double ansible(List<InetSocketAddress> addresses) throws IOException, InterruptedException {
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
        return cpu(run);
    }

    /** Seconds of CPU, user and system, of a program and of what it started; the shell reckons them. */
    private double cpu(ProcessBuilder program) throws IOException, InterruptedException {
        var log = folder.resolve("program.log");
        var words = new ArrayList<>(
                List.of("sh", "-c", "log=$1; shift; \"$@\" >\"$log\" 2>&1 || exit; times", "sh", log.toString()));
        words.addAll(program.command());
        var shell = program.command(words).redirectErrorStream(true).start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IOException(words + " failed:\n" + Files.readString(log));
        }
        return Stream.of(said.strip().lines().toList().getLast().split(" "))
                .mapToDouble(RouterBench::reckoned)
                .sum();
    }

    /** {@code 1m2.5s}. */
    private static double reckoned(String time) {
        var minutes = time.indexOf('m');
        return Double.parseDouble(time.substring(0, minutes)) * 60
                + Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
    }

    private static String playbook() {
        var tasks =
                new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n").append(task("key", bare(key())));
        for (var n = 1; n <= SECTIONS; n++) {
            tasks.append(task("section " + n, "uci batch <<EOF\n" + section(n) + "\nEOF\nuci commit firewall"));
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
