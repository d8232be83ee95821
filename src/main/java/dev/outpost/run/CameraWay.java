package dev.outpost.run;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.router.Guard;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A router's way to a camera that may stand in another network than its LAN: a second address for a while, taken away when this is closed, and by
 * the router itself where nobody closes it.
 */
final class CameraWay implements AutoCloseable {
    /** Longer than any set-up of a camera. */
    private static final Duration LIVES = Duration.ofMinutes(12);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RemoteLink router;
    private final List<String> said;
    private final List<String> seen;

    private CameraWay(RemoteLink router, List<String> said, List<String> seen) {
        this.router = router;
        this.said = said;
        this.seen = seen;
    }

    /**
     * Opens it, and waits for a camera.
     *
     * @param addresses where it may be, the likeliest first
     * @param wait how long it may take to answer
     */
    static CameraWay to(RemoteLink router, List<Ipv4> addresses, int port, Duration wait) throws IOException {
        return with(
                router,
                addresses,
                Script.in(Guard.class, "wait-camera")
                        .with("ADDRESSES", words(addresses))
                        .with("PORTS", Integer.toString(port))
                        .with("SECONDS_TO_WAIT", wait.toSeconds()),
                wait.multipliedBy(2 + addresses.size()).plus(PATIENCE));
    }

    /** Opens it, and looks who is there. */
    static CameraWay around(RemoteLink router, List<Ipv4> addresses) throws IOException {
        return with(
                router, addresses, Script.in(Guard.class, "camera-find").with("ADDRESSES", words(addresses)), PATIENCE);
    }

    private static CameraWay with(RemoteLink router, List<Ipv4> addresses, Script look, Duration patience)
            throws IOException {
        var way = Script.in(Guard.class, "camera-way")
                .with(
                        "NETWORKS",
                        addresses.stream().map(CameraWay::network).distinct().collect(Collectors.joining(" ")))
                .with("SECONDS_TO_LIVE", LIVES.toSeconds());
        var answers = ScriptStatus.require(Target.ROUTER, router.run(Batch.of(way, look), patience));
        return new CameraWay(
                router,
                answers.getFirst().stdout().lines().toList(),
                answers.getLast().stdout().lines().toList());
    }

    private static String words(List<Ipv4> addresses) {
        return addresses.stream().map(Ipv4::toString).collect(Collectors.joining(" "));
    }

    /** Lines of who was seen on the LAN: "neighbour ADDRESS MAC DEVICE", "lease ADDRESS MAC". */
    List<String> there() {
        return seen;
    }

    /** The LAN's device. */
    String device() {
        return Answer.rest(said.stream(), "device").findFirst().orElse("br-lan");
    }

    private static String network(Ipv4 address) {
        return address.toString().replaceFirst("\\.\\d+$", "");
    }

    /** The router's own address on its LAN. */
    Optional<Cidr> lan() {
        return Answer.rest(said.stream(), "lan").findFirst().flatMap(Cidr::parse);
    }

    /** Where the camera answers; empty where it does not. */
    Optional<Ipv4> camera() {
        return Answer.rest(seen.stream(), "at").findFirst().flatMap(Ipv4::parse);
    }

    /** The MAC of whoever answers there, lower case with colons. */
    Optional<String> mac() {
        return Answer.rest(seen.stream(), "neighbour")
                .findFirst()
                .map(line ->
                        line.replaceFirst(".*lladdr ([0-9a-fA-F:]{17}).*", "$1").toLowerCase(Locale.ROOT))
                .filter(mac -> mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"));
    }

    /** Networks that somebody else has: "192.168.1.0/24 … dev eth1". */
    List<String> taken() {
        return Answer.rest(said.stream(), "taken").toList();
    }

    /** Second addresses that it made. */
    List<String> added() {
        return Answer.rest(said.stream(), "added").toList();
    }

    @Override
    public void close() throws IOException {
        if (!added().isEmpty()) {
            router.run(
                    Batch.of(Script.in(Guard.class, "camera-way-off")
                            .with("ADDED", String.join(" ", added()))
                            .with("DEVICE", device())),
                    PATIENCE);
        }
    }
}
