package dev.outpost.proof;

import dev.outpost.net.Ipv4;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.reach.TunnelEvidence;
import dev.outpost.relay.Handshake;
import dev.outpost.router.Guard;
import dev.outpost.router.StickFacts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Script;
import dev.outpost.site.Site;
import dev.outpost.uplink.WanEvidence;
import dev.outpost.uplink.WanFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The way as the router sees it.
 *
 * @param by how it was reached: a route in words
 * @param throughRelay whether it was reached through its tunnel
 * @param lan its own address there
 * @param apn access point name in wan's configuration
 * @param address on wan
 * @param gone the modem's node, where it has one in its configuration and none in {@code /dev}
 * @param names how many name servers wan has
 * @param handshake the last one, by the router's clock
 * @param redirects tunnel address to the address on the LAN
 * @param tunnel its end of the tunnel
 * @param served who it serves where it is the viewers' own end
 * @param cameras what {@code wait-camera.sh} printed of each, by name
 * @param kept what {@code kept-look.sh} printed
 * @param stick what is before its wan, where that was asked and is a router itself
 */
record RouterPath(
        String by,
        boolean throughRelay,
        Optional<UplinkKind> kind,
        Optional<String> lan,
        Optional<String> apn,
        Optional<String> address,
        Optional<String> gone,
        long names,
        Optional<Instant> handshake,
        Map<String, String> redirects,
        WanEvidence wan,
        TunnelEvidence tunnel,
        Served served,
        Map<String, List<String>> cameras,
        List<String> kept,
        Optional<StickFacts> stick) {
    /** A wan that is being dialled may be asked too early (s). */
    private static final int SETTLES = 15;

    RouterPath {
        kept = List.copyOf(kept);
        redirects = Map.copyOf(redirects);
        cameras = Map.copyOf(cameras);
    }

    /** What asks for most of it; the stick before wan is spoken to only where the site file asks for something of it. */
    static Script look(Site site) {
        var look = Script.in(Guard.class, "path-look")
                .with("SECONDS_TO_WAIT", SETTLES)
                .with("SECONDS_IT_LIVES", Handshake.LIVES.toSeconds())
                .with("NOISE", WanEvidence.noise());
        return site.modem().hilink().isPresent() ? look.after(StickFacts.look()) : look;
    }

    /**
     * Reads what the scripts printed.
     *
     * @param path of {@code path-look.sh}
     */
    static RouterPath of(
            String by,
            boolean throughRelay,
            List<String> path,
            List<String> tunnel,
            Map<String, List<String>> cameras,
            List<String> kept) {
        return new RouterPath(
                by,
                throughRelay,
                Answer.rest(path.stream(), "proto").findFirst().flatMap(RouterPath::kind),
                Answer.rest(path.stream(), "lan").findFirst(),
                Answer.rest(path.stream(), "apn").findFirst(),
                WanEvidence.address(path),
                Answer.rest(path.stream(), "gone").findFirst(),
                Answer.rest(path.stream(), "dns").count(),
                Answer.rest(path.stream(), "handshake")
                        .filter(stamp -> stamp.matches("[1-9][0-9]{0,10}"))
                        .map(stamp -> Instant.ofEpochSecond(Long.parseLong(stamp)))
                        .findFirst(),
                redirects(path),
                WanEvidence.of(path),
                TunnelEvidence.of(tunnel),
                Served.of(path),
                cameras,
                kept,
                StickFacts.read(Answer.rest(path.stream(), "stick").toList()));
    }

    private static Optional<UplinkKind> kind(String proto) {
        var handlers = UplinkHandlers.shipped();
        return Stream.of(UplinkKind.values())
                .filter(kind -> handlers.of(kind).proto().equals(proto))
                .findFirst();
    }

    private static Map<String, String> redirects(List<String> path) {
        var sections = new HashMap<String, Map<String, String>>();
        Answer.rest(path.stream(), "redirect")
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3)
                .forEach(words ->
                        sections.computeIfAbsent(words[0], _ -> new HashMap<>()).put(words[1], words[2]));
        var redirects = new HashMap<String, String>();
        sections.values().stream()
                .filter(section -> section.containsKey("src_dip") && section.containsKey("dest_ip"))
                .forEach(section -> redirects.put(section.get("src_dip"), section.get("dest_ip")));
        return redirects;
    }

    /** What viewers call: the stick's address where one was asked, else wan's own. */
    Optional<String> called() {
        return stick.flatMap(StickFacts::address).map(Ipv4::toString).or(this::address);
    }

    /** Since its last handshake, by its own clock. */
    Optional<Duration> sinceHandshake() {
        return handshake.flatMap(at -> tunnel.clock().map(now -> Duration.between(at, now)));
    }

    /**
     * What keeps wan from carrying anything, as far as netifd, the log and the modem tell; empty where wan has an address and the modem is well.
     *
     * @param isDongle whether a dongle carries wan, not a line
     */
    Optional<WanFailure> failure(boolean isDongle) {
        var failure = WanFailure.of(kind.filter(_ -> isDongle), wan, apn, List.of());
        if (address.isEmpty()) {
            return Optional.of(failure);
        }
        var code = failure.problem().code().name();
        return Optional.of(failure).filter(_ -> code.startsWith("SIM_") || code.startsWith("MODEM_"));
    }

    /**
     * What a router that is the viewers' own end says of them.
     *
     * @param listens UDP port of its end of the tunnel
     * @param opened UDP port that its firewall lets in from wan
     * @param calls that came in there since the firewall was loaded; absent where nobody counts
     * @param peers seconds since 1970 of the last handshake, by public key; 0: none ever
     */
    record Served(
            Optional<String> listens, Optional<String> opened, Optional<Long> calls, SequencedMap<String, Long> peers) {

        /** Reads what {@code path-look.sh} printed. */
        static Served of(List<String> path) {
            var peers = new LinkedHashMap<String, Long>();
            words(path, "peer ([A-Za-z0-9+/=]{44}) ([0-9]{1,11})")
                    .forEach(peer -> peers.put(peer[1], Long.valueOf(peer[2])));
            return new Served(
                    words(path, "listens [0-9]{1,5}").map(line -> line[1]).findFirst(),
                    words(path, "opens [0-9]{1,5}").map(line -> line[1]).findFirst(),
                    words(path, "calls [0-9]{1,18}")
                            .map(line -> Long.valueOf(line[1]))
                            .findFirst(),
                    peers);
        }

        private static Stream<String[]> words(List<String> lines, String form) {
            return lines.stream().filter(line -> line.matches(form)).map(line -> line.split(" "));
        }

        /** Since that peer's last handshake; empty where it never had one. */
        Optional<Duration> since(String key, Instant now) {
            return Optional.ofNullable(peers.get(key))
                    .filter(stamp -> stamp > 0)
                    .map(stamp -> Duration.between(Instant.ofEpochSecond(stamp), now));
        }
    }
}
