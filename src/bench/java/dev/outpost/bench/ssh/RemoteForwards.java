package dev.outpost.bench.ssh;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.forward.PortForwardingEventListener;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** Ports on the host's own loopback that lead back to a client (RFC 4254, 7.1), while its session lasts; on no other address (GatewayPorts 0). */
final class RemoteForwards extends RejectAllForwardingFilter implements PortForwardingEventListener {
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
