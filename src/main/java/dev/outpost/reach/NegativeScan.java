package dev.outpost.reach;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks from outside whether anything answers that nobody published.
 *
 * <p>Only ever pointed at an address that is proven ours: the relay's, or the router's own when the outside sees it. Never at a
 * carrier's NAT, which belongs to others.
 */
public record NegativeScan(Vantage vantage) {
    /** What cameras, recorders, routers and servers are usually found by. */
    private static final List<Integer> USUAL = List.of(
            21, 22, 23, 25, 53, 80, 81, 88, 443, 445, 554, 1935, 3389, 5000, 7547, 8000, 8080, 8081, 8443, 8554, 8888,
            9000, 10554, 34567, 37777, 51820);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What answered.
     *
     * @param address what was dialled
     * @param from the vantage, in words
     * @param scanned TCP ports that were dialled
     * @param expected open ports that should be: published ones, and the server's own services
     * @param unexpected open ports that nobody published
     * @param missing published ports that do not answer
     * @param notScanned what this way of looking cannot tell, in words
     */
    public record Result(
            String address,
            String from,
            List<Integer> scanned,
            List<Integer> expected,
            List<Integer> unexpected,
            List<Integer> missing,
            List<String> notScanned) {
        public Result {
            scanned = List.copyOf(scanned);
            expected = List.copyOf(expected);
            unexpected = List.copyOf(unexpected);
            missing = List.copyOf(missing);
            notScanned = List.copyOf(notScanned);
        }

        /** Nothing answers that should not. */
        public boolean isShut() {
            return unexpected.isEmpty();
        }
    }

    /**
     * Dials every port once.
     *
     * @param published ports that the site file opens
     * @param serversOwn ports on which the server itself listens, for itself or for others: not ours to judge
     * @param wireguard the UDP port, which keeps silent to strangers
     */
    public Result of(String address, Set<Integer> published, Set<Integer> serversOwn, int wireguard) {
        var ports = new TreeSet<>(USUAL);
        ports.addAll(published);
        ports.addAll(serversOwn);
        var open = open(address, ports);
        var fine = Stream.concat(published.stream(), serversOwn.stream()).collect(Collectors.toSet());
        return new Result(
                address,
                vantage.where(),
                List.copyOf(ports),
                open.stream().filter(fine::contains).toList(),
                open.stream().filter(port -> !fine.contains(port)).toList(),
                published.stream().filter(port -> !open.contains(port)).sorted().toList(),
                List.of(
                        "UDP: WireGuard's port " + wireguard
                                + " answers nobody without a key, and no other UDP port was tried",
                        "TCP ports besides these " + ports.size()));
    }

    private Set<Integer> open(String address, Set<Integer> ports) {
        var open = new ConcurrentSkipListSet<Integer>();
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            ports.forEach(port -> together.execute(() -> {
                if (answers(address, port)) {
                    open.add(port);
                }
            }));
        }
        return open;
    }

    private boolean answers(String address, int port) {
        if (vantage.dial(address, port, PATIENCE) instanceof Dial.Connected line) {
            Quietly.close(line);
            return true;
        }
        return false;
    }
}
