package dev.outpost.reach;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Resource;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a name leads viewers where they shall arrive: one of one's own to the relay, one that follows an address to the router. */
public final class DomainCheck {
    private static final int DNS = 53;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path root;
    private final NameServers servers;

    /** @param root the folder that holds this computer's {@code etc} */
    public DomainCheck(Path root) {
        this(root, DNS);
    }

    DomainCheck(Path root, int port) {
        this.root = root;
        this.servers = new NameServers(port);
    }

    /** Why viewers would not arrive; empty where they do, or nobody could be asked, which is told. */
    public Optional<Problem> trouble(RelayFile relay, Narrator narrator) {
        if (relay.domain().isEmpty()) {
            return Optional.empty();
        }
        var name = relay.domain().get();
        var answer = ZoneAnswer.of(name, root, servers);
        if (answer.isEmpty()) {
            narrator.warned(name + ": no name server answers this computer, so nobody checked where it leads");
            return Optional.empty();
        }
        var problem = problem(relay, name, answer.get());
        if (problem.isEmpty()) {
            narrator.saw(
                    "viewers dial " + name,
                    "it leads to " + String.join(", ", answer.get().ipv4()) + ", as "
                            + (answer.get().authoritative() ? "its own name server " : "the resolver ")
                            + answer.get().by() + " says");
        }
        return problem;
    }

    private Optional<Problem> problem(RelayFile relay, String name, ZoneAnswer answer) {
        var where = relay.publicAddress();
        var record = name + " A " + where;
        if (answer.ipv4().isEmpty() && answer.ipv6().isEmpty()) {
            return Optional.of(ProblemCode.DOMAIN_UNKNOWN.problem(
                    answer.exists() ? name + " has no address" : "there is no name " + name,
                    said(answer),
                    "make the record at your name's provider: " + record + ", TTL 300; or take domain: out of "
                            + relay.file()));
        }
        var proxy = answer.ipv4().stream().filter(DomainCheck::isProxy).findFirst();
        if (proxy.isPresent()) {
            return Optional.of(ProblemCode.DOMAIN_PROXIED.problem(
                    name + " leads to " + proxy.get() + ", a proxy of Cloudflare",
                    "a proxied record carries HTTP only: no UDP " + relay.listen() + ", so no viewer arrives",
                    "set the record to \"DNS only\" (grey cloud): " + record));
        }
        var wanted = addresses(where);
        if (wanted.isPresent() && !answer.ipv4().equals(wanted.get())) {
            return Optional.of(ProblemCode.DOMAIN_ELSEWHERE.problem(
                    name + " leads to "
                            + (answer.ipv4().isEmpty() ? "no IPv4 address" : String.join(", ", answer.ipv4()))
                            + ", not to " + where,
                    said(answer),
                    "correct the record: " + record + ", or public-address: in " + relay.file()));
        }
        return answer.ipv6().isEmpty()
                ? Optional.empty()
                : Optional.of(ProblemCode.DOMAIN_IPV6.problem(
                        name + " has the IPv6 address " + answer.ipv6().getFirst() + " too",
                        "phones prefer it, and the relay is set up for " + where + " alone",
                        "delete the AAAA record of " + name));
    }

    /** Of a public address that is a name, what that leads to; empty where nobody says. */
    private Optional<List<String>> addresses(String where) {
        return Ipv4.parse(where).isPresent()
                ? Optional.of(List.of(where))
                : ZoneAnswer.of(where, root, servers).map(ZoneAnswer::ipv4);
    }

    private static String said(ZoneAnswer answer) {
        return (answer.authoritative() ? "the zone's own name server " : "the resolver ") + answer.by() + " says so"
                + (answer.authoritative() ? "" : "; none of the zone's own answers this computer");
    }

    private static boolean isProxy(String address) {
        return Ipv4.parse(address)
                .map(parsed -> Resource.text("/dev/outpost/reach/proxies.txt")
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Cidr::of)
                        .anyMatch(network -> network.contains(parsed)))
                .orElse(false);
    }

    /**
     * Waits until a name leads where it shall, as its zone's own servers say: what a resolver remembers is of no account.
     *
     * @return why viewers would not arrive; empty where they do, or nobody could be asked, which is told
     */
    public Optional<Problem> awaited(String name, String address, Duration limit, Narrator narrator) {
        var end = Ticker.REAL.in(limit);
        narrator.doing("waiting for " + name + " to lead to " + address, limit);
        while (true) {
            var answer = asked(name);
            if (answer.isEmpty()) {
                narrator.warned(name + ": no name server answers this computer, so nobody checked where it leads");
                return Optional.empty();
            }
            if (answer.get().ipv4().equals(List.of(address))) {
                narrator.done(
                        name + " leads to " + address + ", as " + answer.get().speaker() + " says");
                return Optional.empty();
            }
            if (end.isOver() || !paused()) {
                var problem = elsewhere(name, address, answer.get());
                return Optional.of(
                        problem.withBecause(problem.because() + "; the provider said that it took the address"));
            }
        }
    }

    /** What it leads to now; empty where no name server answers. */
    public Optional<ZoneAnswer> asked(String name) {
        return ZoneAnswer.of(name, root, servers);
    }

    private static boolean paused() {
        try {
            Ticker.REAL.pause(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** It leads to another address than the router has. */
    public static Problem elsewhere(String name, String address, ZoneAnswer answer) {
        return ProblemCode.WAY_NAME_ELSEWHERE.problem(
                name + " leads to "
                        + (answer.ipv4().isEmpty() ? "no IPv4 address" : String.join(", ", answer.ipv4()))
                        + ", and the router has "
                        + address,
                answer.speaker() + " says so",
                "wait for the TTL of the old record, then run the same command again");
    }
}
