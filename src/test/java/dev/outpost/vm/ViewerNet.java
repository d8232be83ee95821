package dev.outpost.vm;

import dev.outpost.bench.net.Carrier;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * What somebody in one place of the server's world reaches, for a SOCKS server.
 *
 * @param door into that place
 */
record ViewerNet(Door door) implements Carrier {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Outcome connect(Origin from, Ipv4 to, int port) {
        try {
            var there = door.open("dial " + to + " " + port, PATIENCE);
            return switch (Door.line(there)) {
                case "connected" -> carried(there);
                case "refused" -> new Outcome.Refused("there");
                case "unreachable" -> new Outcome.Unreachable("there");
                default -> new Outcome.Silence("there");
            };
        } catch (IOException e) {
            return new Outcome.Unreachable("there");
        }
    }

    private static Outcome carried(Socket there) throws IOException {
        there.setSoTimeout(0);
        var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("carried").start(() -> {
            try (once;
                    there;
                    var client = once.accept()) {
                LoopbackServer.splice(client, there);
            } catch (IOException gone) {
                // the client did not come
            }
        });
        return new Outcome.Connected(new InetSocketAddress(once.getInetAddress(), once.getLocalPort()));
    }
}
