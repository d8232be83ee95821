package dev.outpost.bench.ssh;

import java.io.IOException;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.AbstractUserAuth;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/** Lets the method {@code none} succeed, which sshd-core refuses by itself: the request is renamed to a method of our own. */
final class BlankService extends ServerUserAuthService {
    static final String METHOD = "blank";

    private final SshHost host;

    private BlankService(Session session, SshHost host) throws IOException {
        super(session);
        this.host = host;
    }

    @Override
    public synchronized void process(int command, Buffer buffer) throws Exception {
        super.process(command, command == SshConstants.SSH_MSG_USERAUTH_REQUEST ? renamed(buffer) : buffer);
    }

    private Buffer renamed(Buffer request) {
        var start = request.rpos();
        var user = request.getString();
        var service = request.getString();
        var method = request.getString();
        request.rpos(start);
        if (!"none".equals(method) || !host.admitsWithoutPassword(user)) {
            return request;
        }
        var blank = new ByteArrayBuffer();
        blank.putString(user);
        blank.putString(service);
        blank.putString(METHOD);
        return blank;
    }

    /** Makes the service for each connection. */
    static ServerUserAuthServiceFactory of(SshHost host) {
        return new ServerUserAuthServiceFactory() {
            @Override
            public Service create(Session session) throws IOException {
                return new BlankService(session, host);
            }
        };
    }

    /** The method behind the new name; asked only for a user whose password is empty. */
    record Method(SshHost host) implements UserAuthFactory {
        @Override
        public String getName() {
            return METHOD;
        }

        @Override
        public UserAuth createUserAuth(ServerSession session) {
            return new AbstractUserAuth(METHOD) {
                @Override
                protected Boolean doAuth(Buffer buffer, boolean init) {
                    return host.admitsWithoutPassword(getUsername());
                }
            };
        }
    }
}
