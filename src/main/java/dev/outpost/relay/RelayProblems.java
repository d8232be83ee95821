package dev.outpost.relay;

import dev.outpost.shell.LinkException;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What keeps us from the relay, or the router from it, each with its next move. */
public final class RelayProblems {
    /** What prints a server's host keys, as somebody who is logged in there types it. */
    public static final String HOST_KEYS = "for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf \"$f\"; done";

    /** cloud-init's disable_root_opts, the same for every distribution; the name is the server's own word. */
    private static final Pattern FORCED = Pattern.compile(
            "Please login as the user \"?([a-z_][a-z0-9_-]{0,31})\"?( rather than the user \"?[a-z0-9_-]+\"?)?");

    private RelayProblems() {}

    /** What is asked of a relay over its connection. */
    public interface Channel<T> {
        T run() throws IOException;
    }

    /** @throws ProblemException {@code RELAY-UNREACHABLE} where the connection broke */
    public static <T> T asking(RelayFile relay, Channel<T> channel) {
        try {
            return channel.run();
        } catch (IOException lost) {
            throw new ProblemException(broken(relay, SystemWords.of(lost)));
        }
    }

    /** A cloud image lets root's key in for one sentence only, which names the user that it means. */
    private static Problem broken(RelayFile relay, String said) {
        var other = FORCED.matcher(said);
        return other.find()
                ? ProblemCode.RELAY_OTHER_USER.problem(
                        "the relay " + relay.name() + " does not let " + relay.user() + " in, but " + other.group(1),
                        "it said: " + other.group(),
                        "write user: " + other.group(1) + " into " + relay.file() + ", then run the same command again")
                : unreachable(relay, said);
    }

    public static Problem unreachable(RelayFile relay, String because) {
        return ProblemCode.RELAY_UNREACHABLE.problem(
                "the relay " + relay.name() + " does not answer at " + relay.ssh(),
                because,
                "check this computer's internet and host: in " + relay.file() + ", then run the same command again");
    }

    public static Problem unknownKey(RelayFile relay, String shown) {
        return ProblemCode.RELAY_HOSTKEY_UNKNOWN.problem(
                "the relay " + relay.name() + " shows the host key " + shown,
                "nobody has said yet that this is the right server",
                "compare it on the server (" + HOST_KEYS + "), then write host-key: " + shown + " into " + relay.file()
                        + ", or add --accept-relay-key");
    }

    /** Who is let in may not do what a relay's keeper has to. */
    public static Problem notRoot(RelayFile relay) {
        var user = relay.user();
        return ProblemCode.RELAY_NOT_ROOT.problem(
                "user " + user + " may not change the relay " + relay.name(),
                "WireGuard and nftables need root there, and sudo wants a password of " + user
                        + " or does not know that name",
                "on the server as root: echo '" + user
                        + " ALL=(root) NOPASSWD: ALL' >/etc/sudoers.d/outpost; or let root"
                        + " in by " + user + "'s key: cat ~" + user
                        + "/.ssh/authorized_keys >>/root/.ssh/authorized_keys, and write user: root into "
                        + relay.file());
    }

    /** @param ownKey this computer's own key, where it is born: what is tried where the relay's file names none */
    public static Problem of(RelayFile relay, LinkException failed, Optional<String> pinned, Optional<Path> ownKey) {
        return switch (failed.reason()) {
            case HOST_KEY_CHANGED ->
                ProblemCode.RELAY_HOSTKEY_CHANGED.problem(
                        "the relay " + relay.name() + " shows another host key: "
                                + failed.hostKey().orElse("unknown"),
                        "the server was reinstalled, or somebody stands in between; pinned is "
                                + pinned.orElse("nothing"),
                        "compare the key on the server itself (" + HOST_KEYS + "), then correct host-key: in "
                                + relay.file());
            case LOGIN_REFUSED ->
                failed.hostKey().isPresent() && pinned.isEmpty()
                        ? unknownKey(relay, failed.hostKey().get())
                        : refused(relay, SystemWords.of(failed), ownKey);
            case SILENT, REFUSED, NOT_SSH, LOST, TIMED_OUT -> unreachable(relay, SystemWords.of(failed));
        };
    }

    private static Problem refused(RelayFile relay, String said, Optional<Path> ownKey) {
        if (relay.password().isPresent()) {
            return ProblemCode.RELAY_LOGIN_REFUSED.problem(
                    "the relay " + relay.name() + " takes no such password from " + relay.user(),
                    noPassword(relay, said),
                    letIn(relay, Path.of("~/.ssh/id_ed25519"))
                            + ", then write key: ~/.ssh/id_ed25519 instead of password: into " + relay.file());
        }
        var key = relay.key().or(() -> ownKey);
        return ProblemCode.RELAY_LOGIN_REFUSED.problem(
                "the relay " + relay.name() + " refuses user " + relay.user(),
                key.map(file -> "it does not know the key " + file)
                        .orElse("its file names no key and no password, and this computer has no key of its own yet"),
                key.map(file -> letIn(relay, file) + ", or name another key: in " + relay.file()
                                + "; then run the same command again")
                        .orElse("write key: ~/.ssh/id_ed25519 into " + relay.file() + ", or password: env:NAME"));
    }

    private static String noPassword(RelayFile relay, String said) {
        var takes = said.indexOf("; it takes ");
        if (takes >= 0 && !said.substring(takes).contains("password")) {
            return "its SSH server takes no passwords at all";
        }
        return relay.isRoot()
                ? "most servers take none from root, right or wrong (PermitRootLogin prohibit-password, as Debian and Ubuntu have it)"
                : "it is wrong, or the server takes none from this user";
    }

    /** The lines to type on the server. */
    private static String letIn(RelayFile relay, Path key) {
        var home = relay.isRoot() ? "/root" : "~" + relay.user();
        return "on the server as " + relay.user() + ": mkdir -p -m 700 " + home + "/.ssh; cat >>" + home
                + "/.ssh/authorized_keys, and paste the line of " + key + ".pub";
    }

    /** The relay tells whether anything of the router arrived, and whether it could. */
    public static Problem noHandshake(RelayFile relay, Handshake handshake, RelayFacts facts) {
        if (handshake.isSilent()) {
            return silent(relay, handshake);
        }
        var seen = handshake.endpoint().map(from -> "something arrived from " + from + ", but no handshake came of it");
        return ProblemCode.WAY_NO_HANDSHAKE.problem(
                "the router's WireGuard did not reach the relay in " + handshake.waitedSeconds() + " s",
                seen.orElse("nothing arrived on UDP " + relay.listen() + " of " + relay.publicAddress()
                        + doorway(handshake, facts, relay.listen())),
                cure(relay, handshake, facts));
    }

    /** A counter before the server's own filter tells which of the two firewalls it is. */
    private static String doorway(Handshake handshake, RelayFacts facts, int port) {
        if (handshake.arrived().filter(packets -> packets > 0).isPresent()) {
            return "'s WireGuard, although " + handshake.arrived().get() + " packets reached the server"
                    + facts.firewall()
                            .opening(port)
                            .map(_ -> ": its own firewall ("
                                    + facts.firewall().owner().word() + ") "
                                    + (facts.firewall().unknown()
                                            ? "may drop them, its rules could not be read"
                                            : "drops them"))
                            .orElse("");
        }
        return facts.firewall()
                .opening(port)
                .map(_ -> facts.firewall().unknown()
                        ? "; the server's own firewall ("
                                + facts.firewall().owner().word() + ") may drop it, its rules could not be read"
                        : "; the server's own firewall drops what it does not know: "
                                + String.join(", ", facts.firewall().input()))
                .orElse("; the server's provider filters UDP, or the router's line does");
    }

    private static String cure(RelayFile relay, Handshake handshake, RelayFacts facts) {
        var open = facts.firewall().opening(relay.listen());
        if (open.isPresent()) {
            return "on the server: " + open.get() + "; then run the same command again";
        }
        return handshake.arrived().filter(packets -> packets > 0).isPresent()
                ? "run the same command again"
                : "let UDP " + relay.listen()
                        + " in at the server's provider (security group, cloud firewall, security list), then run the same command again";
    }

    /** What stands in the way on the server itself, told before anybody leaves the site. */
    public static Optional<String> warning(RelayFile relay, RelayFacts facts) {
        var firewall = facts.firewall();
        var whose = "the relay's own firewall (" + firewall.owner().word() + ") ";
        if (firewall.unknown()) {
            return firewall.opening(relay.listen())
                    .filter(_ -> !facts.hearsSomebody())
                    .map(line -> whose + "could not be read; where it does not let UDP " + relay.listen()
                            + " in: on the server: " + line);
        }
        var between = facts.namespaces() ? Optional.<String>empty() : firewall.between();
        return firewall.opening(relay.listen())
                .map(line -> whose + "lets UDP " + relay.listen() + " not in: on the server: " + line)
                .or(() -> between.map(line -> whose + "drops what viewers send to cameras: on the server: " + line));
    }

    /** It was up once. */
    public static Problem silent(RelayFile relay, Handshake handshake) {
        var last = handshake.at().map(Object::toString).orElse("an unknown time");
        return ProblemCode.WAY_NO_HANDSHAKE.problem(
                "the tunnel was up, and the router is silent since " + last,
                "by the relay's clock no handshake came in the last " + Handshake.LIVES.toSeconds()
                        + " s: the router's wan does not carry it any more, or UDP " + relay.listen() + " of "
                        + relay.publicAddress() + " is filtered now",
                "see that the router has power and its wan is up, then run the same command again");
    }

    /** Both ends are as they should be, and yet nothing ever came through. */
    public static Problem neverShookHands(RelayFile relay) {
        return ProblemCode.WAY_NO_HANDSHAKE.problem(
                "both ends of the tunnel are as they should be, and the relay never heard the router",
                "UDP " + relay.listen() + " of " + relay.publicAddress()
                        + " is filtered on the way, or the router's wan does not carry it",
                "let UDP " + relay.listen() + " in at the server and its provider, then run the same command again");
    }
}
