package dev.outpost.router;

import dev.outpost.net.Ipv4;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import dev.outpost.shell.Script;
import dev.outpost.site.ModemWish.Hilink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A stick before a router's wan that is a router itself, as its own web server tells of it. What makes no sense is left out.
 *
 * @param host where its web server is
 * @param own the router's address in its network
 * @param address what the operator gave it
 * @param dmz where it leads what comes from outside; empty where it does not
 * @param isCone whether it keeps open to everybody what somebody behind it opened
 * @param trouble why it does not tell; the number of HiLink's error, or that it is silent
 */
public record StickFacts(
        Ipv4 host,
        Optional<Ipv4> own,
        Optional<Ipv4> address,
        Optional<Ipv4> dmz,
        boolean isCone,
        Optional<String> trouble) {
    /** Four pages of a stick that does not answer. */
    private static final Duration ASKING = Duration.ofSeconds(90);

    /** HiLink's numbers: no rights, and a session that is none; both want a login where a fresh session was used. */
    private static final List<String> LOGIN = List.of("100003", "125001", "125002", "125003");

    /** What {@code stick-look.sh} prints, each line after its first word. */
    public static Optional<StickFacts> read(List<String> lines) {
        return Answer.rest(lines.stream(), "host")
                .flatMap(host -> Ipv4.parse(host).stream())
                .findFirst()
                .map(host -> new StickFacts(
                        host,
                        Answer.rest(lines.stream(), "own")
                                .flatMap(word -> Ipv4.parse(word).stream())
                                .findFirst(),
                        Answer.rest(lines.stream(), "wan")
                                .flatMap(word -> Ipv4.parse(word).stream())
                                .filter(address -> address.bits() != 0)
                                .findFirst(),
                        Answer.rest(lines.stream(), "dmz 1")
                                .flatMap(word -> Ipv4.parse(word).stream())
                                .findFirst(),
                        Answer.rest(lines.stream(), "nat").anyMatch("1"::equals),
                        trouble(host.toString(), lines)));
    }

    /** Asks it, in one channel. */
    public static Optional<StickFacts> at(RemoteShell router) throws IOException {
        return read(lines(router.run(Batch.of(look()), ASKING).getFirst().stdout()));
    }

    /** Of what a script printed besides. */
    public static List<String> lines(String said) {
        return Answer.rest(said.lines(), "stick").toList();
    }

    private static Optional<String> trouble(String host, List<String> lines) {
        return Answer.rest(lines.stream(), "error")
                .findFirst()
                .map(line -> line.split(" ")[0])
                .map(code -> LOGIN.contains(code)
                        ? "the stick wants a login for that (error " + code
                                + "), and no password is guessed: in a browser" + " behind the router open http://"
                                + host + "/ and set it by hand, or switch its login off"
                        : "the stick at " + host + " refuses (error "
                                + (code.matches("[0-9]{1,9}") ? code : "without a number") + ")")
                .or(() -> Answer.rest(lines.stream(), "silent")
                        .findFirst()
                        .map(_ -> "nothing at " + host + " speaks as a HiLink stick does"));
    }

    /** What asks it, from the router. */
    public static Script look() {
        return script("stick-look");
    }

    static Script script(String name) {
        return Script.in(StickFacts.class, name).after(Script.in(StickFacts.class, "stick-web"));
    }

    /** Whether it does what is asked of it. */
    public boolean does(Hilink wish) {
        return switch (wish) {
            case DMZ -> dmz.isPresent() && dmz.equals(own);
            case FULL_CONE -> isCone;
        };
    }
}
