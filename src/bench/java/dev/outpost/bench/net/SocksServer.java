package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A vantage: a SOCKS5 server (RFC 1928, CONNECT without authentication) that sits somewhere in the simulated network.
 * Nothing it is asked for is ever dialled; what the network carries ends at a server on loopback.
 */
public final class SocksServer implements AutoCloseable {

    /** How long a client of an address that stays silent is held, in real time: about a phone's patience. */
    private static final int PATIENCE_MS = 30_000;

    private static final int VERSION = 5;
    private static final int SUCCEEDED = 0;
    private static final int HOST_UNREACHABLE = 4;
    private static final int REFUSED = 5;
    private static final int TTL_EXPIRED = 6;
    private static final int COMMAND_NOT_SUPPORTED = 7;
    private static final int ADDRESS_NOT_SUPPORTED = 8;

    private final Carrier net;
    private final Origin origin;
    private final LoopbackServer server;

    /** Starts to listen on a free port of loopback. */
    public SocksServer(Carrier net, Origin origin) throws IOException {
        this.net = net;
        this.origin = origin;
        this.server = new LoopbackServer("socks " + origin, this::serve);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket client) throws IOException {
        client.setSoTimeout(PATIENCE_MS);
        var in = new DataInputStream(client.getInputStream());
        if (greet(in, client)) {
            request(in, client);
        }
    }

    private static boolean greet(DataInputStream in, Socket client) throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            return false;
        }
        var methods = in.readNBytes(in.readUnsignedByte());
        var offersNone = new String(methods, StandardCharsets.ISO_8859_1).indexOf(0) >= 0;
        client.getOutputStream().write(new byte[] {VERSION, (byte) (offersNone ? 0 : 0xff)});
        return offersNone;
    }

    private void request(DataInputStream in, Socket client) throws IOException {
        var version = in.readUnsignedByte();
        var command = in.readUnsignedByte();
        in.readUnsignedByte();
        var type = in.readUnsignedByte();
        var host = host(in, type);
        var port = in.readUnsignedShort();
        if (version != VERSION || command != 1) {
            reply(client, COMMAND_NOT_SUPPORTED);
        } else if (type == 4) {
            reply(client, ADDRESS_NOT_SUPPORTED);
        } else if (host.isEmpty()) {
            reply(client, HOST_UNREACHABLE);
        } else {
            answer(client, net.connect(origin, host.get(), port));
        }
    }

    /** The address; empty: a name nobody here knows, or IPv6. */
    private static Optional<Ipv4> host(DataInputStream in, int type) throws IOException {
        return switch (type) {
            case 1 -> Optional.of(new Ipv4(in.readInt()));
            case 3 -> {
                var name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
                yield Ipv4.parse(name).isPresent() ? Optional.of(Ipv4.of(name)) : Optional.empty();
            }
            default -> {
                in.skipNBytes(16);
                yield Optional.empty();
            }
        };
    }

    private void answer(Socket client, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Connected(var service) -> splice(client, service);
            case Outcome.Refused ignored -> reply(client, REFUSED);
            case Outcome.Unreachable ignored -> reply(client, HOST_UNREACHABLE);
            case Outcome.Silence ignored -> hold(client);
        }
    }

    private static void splice(Socket client, InetSocketAddress service) throws IOException {
        try (var there = new Socket()) {
            try {
                there.connect(service, 5_000);
            } catch (IOException down) {
                reply(client, REFUSED);
                return;
            }
            there.setTcpNoDelay(true);
            client.setSoTimeout(0);
            reply(client, SUCCEEDED);
            LoopbackServer.splice(client, there);
        }
    }

    /** Nothing comes back from there: keep the client until one of us loses patience. */
    private static void hold(Socket client) throws IOException {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            return;
        } catch (SocketTimeoutException patienceOver) {
            // falls through to the reply
        }
        reply(client, TTL_EXPIRED);
    }

    private static void reply(Socket client, int code) throws IOException {
        client.getOutputStream().write(new byte[] {VERSION, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
    }
}
