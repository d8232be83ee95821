package dev.outpost.bench.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.forward.PortForwardingEventListener;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.jspecify.annotations.Nullable;

/**
 * An SSH server on 127.0.0.1 that runs a simulated host's commands; nothing it is told starts a process on this machine.
 *
 * <p>Ends every session when closed. {@link #front} is the cable that clients outside use; {@link #port} leads past it, for a
 * simulated network that brings connections in another way.
 */
public final class SimulatedSshServer implements AutoCloseable {
    private static final int TRIES = 3;
    private static final AttributeKey<Integer> FAILURES = new AttributeKey<>();

    private final SshServer server;
    private final Traffic traffic = new Traffic();
    private final RemoteForwards remote = new RemoteForwards();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Front front;

    public SimulatedSshServer(SshHost host, Personality personality, List<KeyPair> hostKeys) throws IOException {
        server = ServerBuilder.builder()
                .keyExchangeFactories(personality.keyExchanges())
                .cipherFactories(personality.ciphers())
                .macFactories(personality.macs())
                .signatureFactories(personality.signatures())
                .channelFactories(List.of(ChannelSessionFactory.INSTANCE, forwards(host)))
                .build();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setCommandFactory((channel, command) -> new ExecChannel(host, command, traffic));
        server.setSubsystemFactories(List.of(noSftp(host)));
        server.setServiceFactories(List.of(BlankService.of(host), ServerConnectionServiceFactory.INSTANCE));
        server.setForwardingFilter(remote);
        server.addPortForwardingEventListener(remote);
        authenticate(host);
        limits(personality);
        server.start();
        front = Front.to(server.getPort());
    }

    public int port() {
        return server.getPort();
    }

    /** Whether a port of the host's own loopback leads back to a client. */
    public boolean isForwarded(int port) {
        return remote.isOpen(port);
    }

    public Front front() {
        return front;
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Ends every session, whichever way it came in. */
    public void cutSessions() {
        if (server.isStarted()) {
            server.getActiveSessions().forEach(session -> session.close(true));
        }
        front.cut();
    }

    private void authenticate(SshHost host) {
        server.setPasswordAuthenticator((user, password, session) ->
                counted(host.offersPassword() && host.passwordMatches(user, password), session));
        server.setPublickeyAuthenticator((user, offered, session) ->
                counted(host.authorizedKeys(user).stream().anyMatch(line -> matches(line, offered)), session));
        server.setUserAuthFactories(List.of(
                new BlankService.Method(host), UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
    }

    private static boolean matches(String line, PublicKey offered) {
        try {
            var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            return entry != null
                    && KeyUtils.compareKeys(entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING), offered);
        } catch (IOException | GeneralSecurityException | RuntimeException notAKey) {
            return false;
        }
    }

    /** Each failure counts; the connection ends with the third, as dropbear's {@code -T 3} does. */
    private static boolean counted(boolean accepted, ServerSession session) {
        if (accepted) {
            return true;
        }
        var before = session.getAttribute(FAILURES);
        session.setAttribute(FAILURES, before == null ? 1 : before + 1);
        if (before != null && before + 1 >= TRIES) {
            try {
                session.disconnect(
                        SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Max auth tries reached");
            } catch (IOException gone) {
                session.close(true);
            }
        }
        return false;
    }

    private void limits(Personality personality) {
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, personality.ident());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 50);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEstablished(Session session) {
                if (waiting.incrementAndGet() > personality.unauthenticatedAtMost()) {
                    session.close(true);
                }
            }

            @Override
            public void sessionEvent(Session session, Event event) {
                // a port scan that says nothing is no connection; keys are exchanged again during long ones
                if (event == Event.KeyEstablished && !session.isAuthenticated()) {
                    traffic.connections().incrementAndGet();
                }
                if (event == Event.Authenticated) {
                    waiting.decrementAndGet();
                }
            }

            @Override
            public void sessionClosed(Session session) {
                if (!session.isAuthenticated()) {
                    waiting.decrementAndGet();
                }
            }
        });
    }

    private ChannelFactory forwards(SshHost host) {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "direct-tcpip";
            }

            @Override
            public Channel createChannel(Session session) {
                return new ForwardChannel(host, traffic);
            }
        };
    }

    /** There is no SFTP server: the subsystem's program is missing, which the shell says. */
    private SubsystemFactory noSftp(SshHost host) {
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return "sftp";
            }

            @Override
            public org.apache.sshd.server.command.Command createSubsystem(ChannelSession channel) {
                return new ExecChannel(host, "/usr/libexec/sftp-server", traffic);
            }
        };
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.stop(true);
    }

    /** Ports on the host's loopback that lead back to a client (RFC 4254, 7.1), while its session lasts; on no other address. */
    private static final class RemoteForwards extends RejectAllForwardingFilter implements PortForwardingEventListener {
        private final Set<Integer> open = ConcurrentHashMap.newKeySet();

        boolean isOpen(int port) {
            return open.contains(port);
        }

        @Override
        public boolean canListen(SshdSocketAddress address, Session session) {
            return Set.of("127.0.0.1", "localhost").contains(address.getHostName());
        }

        @Override
        public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
            return true;
        }

        @Override
        public void establishedExplicitTunnel(
                Session session,
                SshdSocketAddress local,
                @Nullable SshdSocketAddress remote,
                boolean isLocal,
                @Nullable SshdSocketAddress bound,
                @Nullable Throwable reason) {
            if (bound != null && reason == null) {
                open.add(bound.getPort());
            }
        }

        @Override
        public void tornDownExplicitTunnel(
                Session session,
                SshdSocketAddress address,
                boolean isLocal,
                @Nullable SshdSocketAddress remote,
                @Nullable Throwable reason) {
            open.remove(address.getPort());
        }
    }
}
