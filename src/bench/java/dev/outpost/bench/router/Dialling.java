package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.net.Dialler;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What the router's own programs reach over the simulated network: {@code nc}, {@code ping} and forwarded SSH channels. */
record Dialling(SimulatedRouter router, VirtualNetwork net) {
    Socket dial(String host, int port) throws IOException {
        if (host.matches("127\\.0\\.0\\.1|localhost") && router.ssh.isForwarded(port)) {
            return Dialler.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        var address = Ipv4.parse(host).isPresent()
                ? Optional.of(Ipv4.of(host))
                : net.resolve(host).filter(found -> router.route(found).isPresent());
        return new Dialler(net, new Origin.OnRouter(router), router.machine().clock())
                .dial(address.orElseThrow(() -> new NoRouteToHostException("bad address '" + host + "'")), port);
    }

    /**
     * One request over plain HTTP, and all that comes back until the other end hangs up.
     *
     * @param headers each with its line end
     */
    byte[] http(URI uri, String method, String headers, String body) throws IOException {
        try (var socket = dial(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())) {
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var request = method + " " + uri.getRawPath() + query + " HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\n"
                    + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return socket.getInputStream().readAllBytes();
        }
    }

    /** {@code nc HOST PORT}: OpenWrt's has no options, and takes one for a host. */
    int nc(Call call) {
        var words = call.words();
        if (words.size() < 2) {
            return call.refuse(1, "BusyBox multi-call binary.\n\nUsage: nc IPADDR PORT");
        }
        if (!Ipv4.parse(words.getFirst()).isPresent()) {
            return call.fail("bad address '" + words.getFirst() + "'");
        }
        try (var socket = dial(words.getFirst(), Integer.parseInt(words.get(1)))) {
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
            return call.refuse(1, "ping: bad address '" + host + "'");
        }
        var answered = net.ping(new Origin.OnRouter(router), Ipv4.of(host)) instanceof Outcome.Connected;
        call.say("PING " + host + " (" + host + "): 56 data bytes");
        if (answered) {
            call.say("64 bytes from " + host + ": seq=0 ttl=64 time=2.511 ms");
        } else {
            router.machine().clock().sleep(Duration.ofSeconds(1));
        }
        call.say("\n--- " + host + " ping statistics ---");
        call.say("1 packets transmitted, " + (answered ? "1 packets received, 0" : "0 packets received, 100")
                + "% packet loss");
        return answered ? 0 : 1;
    }
}
