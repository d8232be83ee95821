package dev.outpost.contact;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.State;
import dev.outpost.ledger.ToolKey;
import dev.outpost.relay.Relay;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelayProblems;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Links;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Secrets;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens connections to relays, whose host keys are compared with what was pinned. */
public final class RelayConnector {
    private final Links links;
    private final State state;
    private final Secrets secrets;

    public RelayConnector(Links links, State state, Secrets secrets) {
        this.links = links;
        this.state = state;
        this.secrets = secrets;
    }

    /**
     * Connects; pins nothing.
     *
     * @param accepts whether a first host key is taken
     * @throws ProblemException {@code RELAY-UNREACHABLE} (exit 4), {@code RELAY-HOSTKEY-CHANGED}, {@code RELAY-HOSTKEY-UNKNOWN} or
     *     {@code RELAY-LOGIN-REFUSED} (exit 3)
     */
    public RemoteLink open(RelayFile file, boolean accepts) {
        var pinned = pinned(file);
        var policy = pinned.<HostKeyPolicy>map(HostKeyPolicy.Pinned::new)
                .orElse(accepts ? new HostKeyPolicy.Consented() : new HostKeyPolicy.FirstSight());
        try {
            var link = links.open(route(file), credentials(file), policy);
            if (pinned.isEmpty() && !accepts) {
                var shown = link.hostKey();
                link.close();
                throw new ProblemException(RelayProblems.unknownKey(file, shown));
            }
            return link;
        } catch (LinkException failed) {
            throw new ProblemException(
                    RelayProblems.of(file, failed, pinned, state.keyIfBorn().map(ToolKey::file)));
        } catch (IOException failed) {
            throw new ProblemException(RelayProblems.unreachable(file, SystemWords.of(failed)));
        }
    }

    /**
     * The host key that a server shows, which nobody has to believe yet; no password is offered for it.
     *
     * @throws ProblemException {@code RELAY-UNREACHABLE}, exit 4
     */
    public String shown(RelayFile file) {
        try (var link = links.open(route(file), credentials(file), new HostKeyPolicy.FirstSight())) {
            return link.hostKey();
        } catch (LinkException failed) {
            return failed.hostKey()
                    .orElseThrow(() -> new ProblemException(RelayProblems.unreachable(file, SystemWords.of(failed))));
        } catch (IOException failed) {
            throw new ProblemException(RelayProblems.unreachable(file, SystemWords.of(failed)));
        }
    }

    private static Route route(RelayFile file) {
        return new Route.Direct(file.ssh().host(), file.ssh().port());
    }

    /** One look over a connection of its own. */
    public RelayFacts seen(RelayFile file, boolean accepts) {
        try (var link = open(file, accepts)) {
            return look(file, link);
        }
    }

    /**
     * Looks; changes nothing.
     *
     * @throws ProblemException {@code RELAY-NOT-ROOT} where what is to be seen is for root alone
     */
    public RelayFacts look(RelayFile file, RemoteLink link) {
        var facts = RelayProblems.asking(file, () -> Relay.look(link));
        if (!facts.root()) {
            throw new ProblemException(RelayProblems.notRoot(file));
        }
        return facts;
    }

    /** The host key that the relay has to show, where one is known. */
    public Optional<String> pinned(RelayFile file) {
        return file.hostKey().or(() -> PrivateFiles.read(pin(file.name())).map(String::strip));
    }

    /** From now on this relay shows this host key. */
    public void pin(String relay, String hostKey) {
        PrivateFiles.write(pin(relay), hostKey + "\n");
    }

    private Path pin(String relay) {
        return state.directory().resolve("relays").resolve(relay + ".hostkey");
    }

    private Credentials credentials(RelayFile file) {
        var key = file.key()
                .<Identity>map(Identity.KeyFile::new)
                .or(() -> state.keyIfBorn().map(own -> new Identity.Pair(own.pair())));
        var password = file.password().map(source -> secrets.read(source, "the password of relay " + file.name()));
        return new Credentials(file.user(), false, key.map(List::of).orElse(List.of()), password, !file.isRoot());
    }
}
