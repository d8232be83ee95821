package dev.outpost.workflow;

import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.site.RelayFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the connection to a relay. */
record RelayDoor(Parts parts, RelayFile relay, boolean acceptFirstKey) {

    /** @throws ProblemException RELAY-UNREACHABLE, RELAY-HOSTKEY-CHANGED, RELAY-HOSTKEY-UNKNOWN, RELAY-LOGIN */
    RemoteLink open() throws IOException {
        var policy = policy();
        try {
            var link = parts.links().open(new Route.Direct(relay.ssh().host(), relay.ssh().port()), credentials(), policy);
            if (policy instanceof HostKeyPolicy.FirstSight) {
                link.close();
                throw unknownKey(link.hostKey());
            }
            remember(link.hostKey());
            return link;
        } catch (LinkException e) {
            throw new ProblemException(problem(e, policy));
        }
    }

    private HostKeyPolicy policy() {
        var pinned = relay.hostKey().or(this::remembered);
        if (pinned.isPresent()) {
            return new HostKeyPolicy.Pinned(pinned.get());
        }
        return acceptFirstKey ? new HostKeyPolicy.Consented() : new HostKeyPolicy.FirstSight();
    }

    private Credentials credentials() {
        var key = relay.key()
                .<Identity>map(Identity.KeyFile::new)
                .orElseGet(() -> new Identity.Pair(parts.state().key().pair()));
        var password = relay.password().map(source -> parts.secrets().read(source, "the password of relay " + relay.name()));
        return new Credentials(relay.user(), false, List.of(key), password);
    }

    /** The key that was consented to earlier, kept beside the sites. */
    private Optional<String> remembered() {
        return dev.outpost.ledger.PrivateFiles.read(file()).map(String::strip);
    }

    private void remember(String hostKey) {
        if (relay.hostKey().isEmpty() && remembered().isEmpty()) {
            dev.outpost.ledger.PrivateFiles.write(file(), hostKey + "\n");
        }
    }

    private java.nio.file.Path file() {
        return parts.state().directory().resolve("relay-" + relay.name() + ".hostkey");
    }

    private ProblemException unknownKey(String seen) {
        return new ProblemException(Problem.blocked(
                "RELAY-HOSTKEY-UNKNOWN",
                "relay " + relay.name() + " shows the host key " + seen,
                "nobody has said yet that it is the right one",
                "compare it on the relay (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then write host-key: " + seen
                        + " into " + relay.file() + ", or add --accept-relay-key"));
    }

    private Problem problem(LinkException e, HostKeyPolicy policy) {
        var where = "relay " + relay.name() + " (" + relay.ssh() + ")";
        return switch (e.reason()) {
            case HOST_KEY_CHANGED ->
                Problem.blocked(
                        "RELAY-HOSTKEY-CHANGED",
                        where + " shows another host key than the known one: "
                                + e.hostKey().orElse("none"),
                        "the server was set up anew, or somebody stands between",
                        "compare the key on the server itself, then correct host-key in " + relay.file());
            case LOGIN_REFUSED ->
                policy instanceof HostKeyPolicy.FirstSight && e.hostKey().isPresent()
                        ? unknownKey(e.hostKey().get()).problem()
                        : Problem.blocked(
                                "RELAY-LOGIN",
                                where + " refuses the login of " + relay.user(),
                                "it knows neither the key nor the password that the relay's file names",
                                "correct key or password in " + relay.file());
            case SILENT, REFUSED, NOT_SSH, LOST, TIMED_OUT ->
                Problem.unreachable(
                        "RELAY-UNREACHABLE",
                        where + " does not answer: " + e.getMessage(),
                        "it is down, its address is wrong, or this laptop has no internet",
                        "check the laptop's internet and host in " + relay.file() + ", then run the same command again");
        };
    }
}
