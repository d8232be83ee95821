package dev.outpost.bench.ssh;

import java.io.IOException;
import java.security.PublicKey;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.session.ServerSession;

/** The three ways in, each failure counted; the connection ends with the third, as dropbear's {@code -T 3} does. */
final class Login {
    private static final int TRIES = 3;
    private static final AttributeKey<Integer> FAILURES = new AttributeKey<>();

    private final SshHost host;

    Login(SshHost host) {
        this.host = host;
    }

    boolean password(String user, String password, ServerSession session) {
        return counted(host.offersPassword() && host.passwordMatches(user, password), session);
    }

    boolean key(String user, PublicKey offered, ServerSession session) {
        return counted(host.authorizedKeys(user).stream().anyMatch(line -> matches(line, offered)), session);
    }

    private static boolean matches(String line, PublicKey offered) {
        try {
            var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            return entry != null
                    && KeyUtils.compareKeys(entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING), offered);
        } catch (IOException | java.security.GeneralSecurityException | RuntimeException notAKey) {
            return false;
        }
    }

    private static boolean counted(boolean accepted, ServerSession session) {
        if (accepted) {
            return true;
        }
        var before = session.getAttribute(FAILURES);
        var now = before == null ? 1 : before + 1;
        session.setAttribute(FAILURES, now);
        if (now >= TRIES) {
            disconnect(session);
        }
        return false;
    }

    private static void disconnect(ServerSession session) {
        try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Max auth tries reached");
        } catch (IOException gone) {
            session.close(true);
        }
    }
}
