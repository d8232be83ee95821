package dev.outpost.contact;

import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.Unit;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Secret;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How a site's router is logged in to: the host key that it has to show, our own key, and a password that no other host is offered. */
final class RouterLogin {
    private static final String USER = "root";

    private final LocalNetwork here;
    private final Secrets secrets;
    private final Site site;
    private final SiteState state;
    private Optional<String> pinned;
    private Optional<String> refusedKey = Optional.empty();
    private Optional<Secret> asked = Optional.empty();

    RouterLogin(LocalNetwork here, Secrets secrets, Site site) {
        this.here = here;
        this.secrets = secrets;
        this.site = site;
        this.state = here.state().site(site.name());
        this.pinned = state.unit().map(Unit::hostKey);
    }

    /** From now on this host key and no other; empty: whatever the first host shows. */
    void pin(Optional<String> hostKey) {
        pinned = hostKey;
    }

    boolean isPinned() {
        return pinned.isPresent();
    }

    /** The host key that a host showed which let nobody in. */
    Optional<String> refusedKey() {
        return refusedKey;
    }

    SiteState state() {
        return state;
    }

    /** Our own public key, as the router knows it: one line. */
    String ownKey() {
        return here.state().key().publicLine().strip();
    }

    /** With what is known; nobody is asked for anything. */
    RemoteLink again(Route route) throws IOException {
        return here.links().open(route, credentials(), policy());
    }

    /** A host that shows the site's own key, and takes neither our key nor what is kept here, may ask a person for its password. */
    RemoteLink open(Route route) throws IOException {
        try {
            return again(route);
        } catch (LinkException e) {
            if (e.reason() != Reason.LOGIN_REFUSED || password().isPresent() || !isPinned()) {
                throw e;
            }
            asked = secrets.asked("the password of root on the router of site " + site.name());
            if (asked.isEmpty()) {
                throw e;
            }
            var link = again(route);
            if (site.password() instanceof SecretSource.Generate) {
                state.password(asked.get());
            }
            return link;
        }
    }

    /** A login with the tool's key and nothing else: proves that the key works. */
    RemoteLink withKeyOnly(Route route) throws IOException {
        try {
            return here.links()
                    .open(route, Credentials.keyOnly(USER, here.ownKey().getFirst()), policy());
        } catch (LinkException e) {
            throw new ProblemException(
                    e.reason() == Reason.LOGIN_REFUSED
                            ? ProblemCode.ROUTER_KEY_REFUSED.problem(
                                    "the router does not take the key that was just authorized",
                                    "its SSH server may know no RSA keys",
                                    "run: ssh -v root@" + site.reach().host())
                            : unreachable(List.of(e)));
        }
    }

    private HostKeyPolicy policy() {
        return pinned.<HostKeyPolicy>map(HostKeyPolicy.Pinned::new).orElseGet(HostKeyPolicy.FirstSight::new);
    }

    private Credentials credentials() {
        return new Credentials(USER, true, here.ownKey(), password());
    }

    /** Known only after it was set from here, or where the site file says where it is; offered to a pinned host alone. */
    private Optional<Secret> password() {
        if (pinned.isEmpty()) {
            return Optional.empty();
        }
        return asked.or(this::kept);
    }

    private Optional<Secret> kept() {
        return switch (site.password()) {
            case SecretSource.Generate() -> state.password();
            case SecretSource.Prompt() -> Optional.empty();
            case SecretSource source -> Optional.of(secrets.read(source, "the router's password"));
        };
    }

    Problem refused(LinkException e, Route route) {
        refusedKey = e.hostKey();
        if (e.reason() == Reason.HOST_KEY_CHANGED) {
            return ProblemCode.ROUTER_HOSTKEY_CHANGED.problem(
                    "the host at " + route + " shows the host key "
                            + e.hostKey().orElse("?") + ", not " + pinned.orElse("?") + " of site " + site.name(),
                    "it is another router, or it was flashed anew",
                    "if it shall take the site's place: outpost replace " + site.file() + " router");
        }
        return pinned.isEmpty()
                ? ProblemCode.ROUTER_NOT_FRESH.problem(
                        "the router at " + route + " wants a password or a key",
                        "it is not fresh, and no password is offered to a host whose key is not known",
                        "check the address; where another computer set it up: outpost relay recover RELAYFILE; one that nobody"
                                + " knows is reset (hold reset for 10 s)")
                : wrongPassword(route);
    }

    private Problem wrongPassword(Route route) {
        var file = state.file("password");
        return state.isRecovered() && password().isEmpty()
                ? ProblemCode.ROUTER_PASSWORD_WRONG.problem(
                        "the router at " + route + " wants the password of root",
                        "another computer set it up, and keeps the password as " + file.getFileName() + " in its state",
                        "write it into " + file + ", or run this at a terminal and type it")
                : ProblemCode.ROUTER_PASSWORD_WRONG.problem(
                        "the router at " + route + " takes neither our key nor the password of the site",
                        "somebody changed them since the last run",
                        "write the password that it has into " + file + ", or put the line of "
                                + here.state().keys().resolve("outpost_rsa.pub")
                                + " back into its /etc/dropbear/authorized_keys");
    }

    static Problem unreachable(List<LinkException> failures) {
        var words = failures.stream()
                .map(e -> String.valueOf(e.getMessage()))
                .distinct()
                .toList();
        return ProblemCode.ROUTER_UNREACHABLE.problem(
                "the router does not answer: " + String.join("; ", words),
                "it is off, still starting, the cable is elsewhere, or the address is wrong",
                "check power and cable, then run the same command again; another address: --router HOST");
    }
}
