package dev.outpost.bench.net;

import dev.outpost.bench.clock.Work;
import dev.outpost.bench.host.SimClock;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Connections that start at one place of the network; how it fails is worded as a kernel does. */
public record Dialler(VirtualNetwork net, Origin from, SimClock clock) {
    /** Linux gives up a connection after six SYNs, tcp_syn_retries. */
    private static final Duration SYN_PATIENCE = Duration.ofSeconds(127);

    /** @throws IOException when it is refused or leads nowhere; may take as long as silence takes */
    public Socket dial(Ipv4 to, int port) throws IOException {
        return switch (net.connect(from, to, port)) {
            case Outcome.Connected(var service) -> open(service);
            case Outcome.Refused _ -> throw new ConnectException("Connection refused");
            case Outcome.Unreachable _ -> throw new NoRouteToHostException("No route to host");
            case Outcome.Silence _ -> {
                Work.quietly(() -> clock.sleep(SYN_PATIENCE));
                throw new SocketTimeoutException("Connection timed out");
            }
        };
    }

    /** A connection to a server on loopback. */
    public static Socket open(InetSocketAddress service) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(service);
        return socket;
    }
}
