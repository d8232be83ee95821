package dev.outpost.adapter.ssh;

import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.Login;
import dev.outpost.shell.Secret;
import dev.outpost.step.PlainFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Logs in: none, keys, password, in that order, until one is taken. */
final class Attempts {
    private final Map<AuthMethod, Login> methods = new LinkedHashMap<>();

    /** The way in that worked. */
    Login authenticate(SSHClient client, Credentials credentials, HostKeyPolicy policy) throws IOException {
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
