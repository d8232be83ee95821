package dev.outpost.field;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.router.Look;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@link RouterBench} measures of Outpost, as a program of its own: twenty changes a router, in one connection and one channel, read back. */
final class RouterChanges {
    /** As a site with three cameras and four viewers has them in network, firewall and dhcp. */
    static final int SECTIONS = 19;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RouterChanges() {}

    /** @param words where routers answer */
    public static void main(String... words) throws Exception {
        made(Stream.of(words).map(RouterChanges::address).toList());
    }

    static Script key() {
        return Script.in(Look.class, "authorize").with("KEYS", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB bench");
    }

    /** What uci is told for one section; its options are those of a redirect to a camera. */
    static String section(int number) {
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
        return IntStream.rangeClosed(1, SECTIONS)
                .mapToObj(RouterChanges::section)
                .collect(Collectors.joining("\n"));
    }

    private static InetSocketAddress address(String word) {
        var colon = word.lastIndexOf(':');
        return new InetSocketAddress(word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
    }

    static boolean made(List<InetSocketAddress> addresses) throws Exception {
        var links = new SshLinks(Ticker.REAL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = addresses.stream()
                    .<Callable<Boolean>>map(address -> () -> work(links, address))
                    .toList();
            for (var done : threads.invokeAll(jobs)) {
                done.get();
            }
        }
        return true;
    }

    private static boolean work(SshLinks links, InetSocketAddress address) throws IOException {
        try (var link = links.open(
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
}
