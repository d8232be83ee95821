package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.net.Ipv4;
import dev.outpost.bench.net.Neighbourhood;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** What the router's own programs reach over the simulated network: {@code nc}, {@code ping} and forwarded SSH channels. */
final class Dialling {
    /** How long Linux tries a TCP connection that nobody answers, roughly. */
    private static final Duration PATIENCE = Duration.ofSeconds(127);

    private final SimulatedRouter router;
    private final Neighbourhood net;

    Dialling(SimulatedRouter router, Neighbourhood net) {
        this.router = router;
        this.net = net;
    }

    Socket dial(String host, int port) throws IOException {
        return dial(host, port, PATIENCE);
    }

    private Socket dial(String host, int port, Duration patience) throws IOException {
        if (host.matches("127\\.0\\.0\\.1|localhost") && router.isForwarded(port)) {
            return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        var address = Ipv4.parse(host).isPresent()
                ? Optional.of(Ipv4.of(host))
                : net.resolve(host).filter(found -> router.route(found).isPresent());
        if (address.isEmpty()) {
            throw new NoRouteToHostException("bad address '" + host + "'");
        }
        return switch (net.connect(new Origin.OnRouter(router), address.get(), port)) {
            case Outcome.Connected(var service) -> open(service);
            case Outcome.Refused _ -> throw new ConnectException("Connection refused");
            case Outcome.Unreachable _ -> throw new NoRouteToHostException("No route to host");
            case Outcome.Silence _ -> {
                pause(patience);
                throw new SocketTimeoutException("Connection timed out");
            }
        };
    }

    private static Socket open(InetSocketAddress service) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(service);
        return socket;
    }

    private void pause(Duration patience) throws IOException {
        try {
            router.machine().clock().sleep(patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    /** {@code nc HOST PORT}: OpenWrt's has no options, and takes one for a host. */
    int nc(Call call) throws InterruptedException {
        var words = call.words();
        if (words.size() < 2) {
            call.err().println("BusyBox multi-call binary.\n\nUsage: nc IPADDR PORT");
            return 1;
        }
        if (!Ipv4.parse(words.getFirst()).isPresent()) {
            return call.fail("bad address '" + words.getFirst() + "'");
        }
        try (var socket = dial(words.getFirst(), Integer.parseInt(words.get(1)), PATIENCE)) {
            exchange(call, socket);
            return 0;
        } catch (IOException failure) {
            call.process().check();
            return call.fail("can't connect to remote host (" + words.getFirst() + "): " + failure.getMessage());
        }
    }

    private static void exchange(Call call, Socket socket) throws IOException {
        socket.setSoTimeout(2000);
        call.in().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
        try {
            socket.getInputStream().transferTo(call.out());
        } catch (SocketTimeoutException quiet) {
            // the other end says nothing more
        }
    }

    /** {@code ping -c N -W SECONDS HOST}: one line of statistics at the end. */
    int ping(Call call) throws InterruptedException {
        var host = call.words().getLast();
        if (!Ipv4.parse(host).isPresent()) {
            call.err().println("ping: bad address '" + host + "'");
            return 1;
        }
        var answered = net.ping(new Origin.OnRouter(router), Ipv4.of(host)) instanceof Outcome.Connected;
        call.out().println("PING " + host + " (" + host + "): 56 data bytes");
        if (answered) {
            call.out().println("64 bytes from " + host + ": seq=0 ttl=64 time=2.511 ms");
        } else {
            router.machine().clock().sleep(Duration.ofSeconds(1));
        }
        call.out().println("\n--- " + host + " ping statistics ---");
        call.out()
                .println("1 packets transmitted, " + (answered ? "1 packets received, 0" : "0 packets received, 100")
                        + "% packet loss");
        return answered ? 0 : 1;
    }
}
