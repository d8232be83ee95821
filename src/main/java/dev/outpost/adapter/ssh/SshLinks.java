package dev.outpost.adapter.ssh;

import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.Links;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Secret;
import dev.outpost.step.Alarm;
import dev.outpost.step.PlainFile;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Opens SSH links with the manners that small routers need. */
public final class SshLinks implements Links {
    /** A port that drops packets is given up after this. */
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Key exchange on a 580 MHz router takes a second or two; a port that is silent is not SSH. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(12);
    /** All of a first contact together, whatever the server does in between. */
    private static final Duration CONTACT = Duration.ofSeconds(30);

    /**
     * A channel's window stays shut while the scripts before the one that reads are at work, and what did not fit waits: a batch's own
     * patience ends that, and a host that is gone is noticed by its keep-alives.
     */
    private static final Duration BUSY = Duration.ofMinutes(10);

    /** With three unanswered requests a frozen router is noticed after 8 s (measured against dropbear). */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private static final int KEEP_ALIVES_MISSED = 3;

    private final SshConfig config = new SshConfig();
    private final Ticker ticker;
    private final Duration contact;

    /** @param ticker counts the time of a whole contact and of each batch; what passes between two packets is the computer's own */
    public SshLinks(Ticker ticker) {
        this(ticker, CONTACT);
    }

    /** @param contact for identification, key exchange and login together */
    SshLinks(Ticker ticker, Duration contact) {
        this.ticker = ticker;
        this.contact = contact;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public RemoteLink open(Route route, Credentials credentials, HostKeyPolicy policy) throws IOException {
        var gate = new HostKeyGate(policy);
        var client = new SSHClient(config);
        // one deadline over all of it: each part has its own, which a server that sends a byte now and then would never
        // meet
        try (var alarm = Alarm.at(ticker.in(contact), () -> SshLink.disconnect(client))) {
            try {
                prepare(client, gate);
                connect(client, route);
                var login = login(client, credentials, policy);
                return new SshLink(client, gate, login, ticker, credentials.bySudo());
            } catch (IOException e) {
                SshLink.disconnect(client);
                throw explained(alarm.rang() ? late(e) : e, route, gate, client);
            }
        }
    }

    private IOException late(IOException e) {
        var late = new SocketTimeoutException("no login within " + contact.toSeconds() + " s");
        late.addSuppressed(e);
        return late;
    }

    private static void prepare(SSHClient client, HostKeyGate gate) {
        client.addHostKeyVerifier(gate);
        client.setSocketFactory(new NoDelaySockets());
        client.setConnectTimeout((int) CONNECT.toMillis());
        client.setTimeout((int) HANDSHAKE.toMillis());
        client.getTransport().setTimeoutMs((int) HANDSHAKE.toMillis());
        client.getConnection().setTimeoutMs((int) BUSY.toMillis());
        var keepAlive = client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        if (keepAlive instanceof KeepAliveRunner runner) {
            runner.setMaxAliveCount(KEEP_ALIVES_MISSED);
        }
    }

    private static void connect(SSHClient client, Route route) throws IOException {
        switch (route) {
            case Route.Direct direct -> client.connect(direct.host(), direct.port());
            case Route.Through through -> {
                if (!(through.link() instanceof SshLink link)) {
                    throw new IOException("only an SSH link can carry another one");
                }
                client.connectVia(link.direct(through.host(), through.port()));
            }
        }
    }

    private static LinkException explained(IOException e, Route route, HostKeyGate gate, SSHClient client) {
        if (e instanceof LinkException link) {
            return link;
        }
        var reason = reason(e, gate);
        var takes = reason == Reason.LOGIN_REFUSED ? takes(client) : "";
        return new LinkException(reason, route + ": " + words(reason, e) + takes + trouble(route), gate.seen(), e);
    }

    /** The ways in that the host names; it may name one that it refuses to this user whatever he says. */
    private static String takes(SSHClient client) {
        var methods = new ArrayList<String>();
        client.getUserAuth().getAllowedMethods().forEach(methods::add);
        return methods.isEmpty() ? "" : "; it takes " + String.join(", ", methods);
    }

    private static Reason reason(IOException e, HostKeyGate gate) {
        if (gate.refused()) {
            return Reason.HOST_KEY_CHANGED;
        }
        return switch (root(e)) {
            case UserAuthException refused -> Reason.LOGIN_REFUSED;
            case NoRouteToHostException silent -> Reason.SILENT;
            case ConnectException refused ->
                String.valueOf(refused.getMessage()).contains("refused") ? Reason.REFUSED : Reason.SILENT;
            case UnknownHostException unknown -> Reason.SILENT;
            case SocketTimeoutException silent ->
                String.valueOf(silent.getMessage()).contains("onnect") ? Reason.SILENT : Reason.NOT_SSH;
            case SocketException silent -> Reason.SILENT;
            default -> e instanceof UserAuthException ? Reason.LOGIN_REFUSED : Reason.NOT_SSH;
        };
    }

    private static String words(Reason reason, IOException e) {
        return switch (reason) {
            case SILENT ->
                root(e) instanceof UnknownHostException unknown ? SystemWords.of(unknown) : "nothing answers";
            case REFUSED -> "connection refused";
            case NOT_SSH -> "no SSH handshake (" + SystemWords.of(e) + ")";
            case HOST_KEY_CHANGED -> "it shows another host key than the pinned one";
            case LOGIN_REFUSED -> "login refused (" + SystemWords.of(e) + ")";
            case LOST, TIMED_OUT -> SystemWords.of(e);
        };
    }

    private static Throwable root(Throwable e) {
        var at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    /** What is wrong with the interface that a link-local address names, to be put behind other words: Java says less of it. */
    private static String trouble(Route route) {
        var at = route instanceof Route.Direct ? route.host().indexOf('%') : -1;
        if (at < 0) {
            return "";
        }
        var device = route.host().substring(at + 1);
        try {
            var card = NetworkInterface.getByName(device);
            if (card == null) {
                return "; this computer has no interface " + device + ": is its cable or adapter unplugged?";
            }
            return card.isUp() ? "" : "; " + device + " has no link: is the cable unplugged?";
        } catch (SocketException e) {
            return "";
        }
    }

    /** Logs in: none, keys, password, in that order, until one is taken. Tells the one that worked. */
    private static Login login(SSHClient client, Credentials credentials, HostKeyPolicy policy) throws IOException {
        var methods = new LinkedHashMap<AuthMethod, Login>();
        if (credentials.none()) {
            methods.put(new AuthNone(), Login.NONE);
        }
        for (var key : credentials.keys()) {
            methods.put(new Key(provider(client, key)), Login.KEY);
        }
        if (!(policy instanceof HostKeyPolicy.FirstSight)) {
            credentials.password().ifPresent(secret -> methods.put(password(secret), Login.PASSWORD));
        }
        var refused = new UserAuthException(
                "nothing to offer: no key, and no password is given to a host whose key is not known");
        for (var method : methods.entrySet()) {
            try {
                client.auth(credentials.user(), method.getKey());
                return method.getValue();
            } catch (UserAuthException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static KeyProvider provider(SSHClient client, Identity identity) throws IOException {
        return switch (identity) {
            case Identity.Pair pair -> client.loadKeys(pair.pair());
            case Identity.KeyFile file ->
                client.loadKeys(PlainFile.of(file.file()).checked().toString());
        };
    }

    private static AuthPassword password(Secret secret) {
        return new AuthPassword(PasswordUtils.createOneOff(secret.reveal().toCharArray()));
    }

    /** Signs at once: to ask first whether the key would do costs a round trip, and no key here needs a person to be used. */
    private static final class Key extends KeyedAuthMethod {
        Key(KeyProvider provider) {
            super("publickey", provider);
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            return putSig(putPubKey(super.buildReq().putBoolean(true)));
        }
    }
}
