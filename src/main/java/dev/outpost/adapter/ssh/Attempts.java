package dev.outpost.adapter.ssh;

import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.Login;
import dev.outpost.shell.Secret;
import dev.outpost.step.PlainFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Logs in: none, keys, password, in that order, in one call; remembers what was asked last, which is what worked. */
final class Attempts {
    private Login last = Login.NONE;

    Login authenticate(SSHClient client, Credentials credentials, HostKeyPolicy policy) throws IOException {
        var methods = new ArrayList<AuthMethod>();
        if (credentials.none()) {
            methods.add(new None());
        }
        for (var key : credentials.keys()) {
            methods.add(new Key(provider(client, key)));
        }
        if (!(policy instanceof HostKeyPolicy.FirstSight)) {
            credentials.password().ifPresent(password -> methods.add(new Password(password)));
        }
        if (methods.isEmpty()) {
            throw new UserAuthException(
                    "nothing to offer: no key, and no password is given to a host whose key is not known");
        }
        client.auth(credentials.user(), List.copyOf(methods));
        return last;
    }

    private static KeyProvider provider(SSHClient client, Identity identity) throws IOException {
        return switch (identity) {
            case Identity.Pair pair -> client.loadKeys(pair.pair());
            case Identity.KeyFile file ->
                client.loadKeys(PlainFile.of(file.file()).checked().toString());
        };
    }

    private final class None extends AuthNone {
        @Override
        public void request() throws UserAuthException, TransportException {
            last = Login.NONE;
            super.request();
        }
    }

    /** Signs at once: to ask first whether the key would do costs a round trip, and no key here needs a person to be used. */
    private final class Key extends KeyedAuthMethod {
        Key(KeyProvider provider) {
            super("publickey", provider);
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            return putSig(putPubKey(super.buildReq().putBoolean(true)));
        }

        @Override
        public void request() throws UserAuthException, TransportException {
            last = Login.KEY;
            super.request();
        }
    }

    private final class Password extends AuthPassword {
        Password(Secret secret) {
            super(PasswordUtils.createOneOff(secret.reveal().toCharArray()));
        }

        @Override
        public void request() throws UserAuthException, TransportException {
            last = Login.PASSWORD;
            super.request();
        }
    }
}
