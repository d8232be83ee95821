package dev.outpost.bench;

import dev.outpost.net.Ipv4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The name servers of the bench (RFC 1035) on two addresses of loopback: the laptop's resolver, which remembers an address for its TTL of an
 * hour, and the own server of every zone, which knows the present one. Port 53 is root's alone: elsewhere nobody answers.
 */
final class NameServer implements AutoCloseable {
    private static final int PORT = 53;
    private static final int TTL = 3600;
    private static final int HEADER = 12;
    private static final int A = 1;
    private static final int NS = 2;
    private static final int NO_SUCH_NAME = 3;

    /** {@code ns.}, and the zone's name by a pointer to the question. */
    private static final byte[] SERVER = {2, 'n', 's', (byte) 0xc0, HEADER};

    private final Function<String, Optional<Ipv4>> zone;
    private final Optional<DatagramSocket> resolver;
    private final Optional<DatagramSocket> own;
    private final Map<String, Ipv4> remembered = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param zone what each name leads to now */
    NameServer(Function<String, Optional<Ipv4>> zone) {
        var place = new byte[2];
        new SecureRandom().nextBytes(place);
        this.zone = zone;
        this.resolver = opened(place, 1);
        this.own = resolver.flatMap(_ -> opened(place, 2));
        own.ifPresent(socket -> serves(socket, true));
        resolver.ifPresent(socket -> serves(socket, false));
    }

    private static Optional<DatagramSocket> opened(byte[] place, int last) {
        try {
            var address = InetAddress.getByAddress(new byte[] {127, place[0], place[1], (byte) last});
            return Optional.of(new DatagramSocket(new InetSocketAddress(address, PORT)));
        } catch (IOException notForUs) {
            return Optional.empty();
        }
    }

    /** The address of the laptop's resolver; empty where this computer gives nobody the port. */
    Optional<String> resolver() {
        return own.flatMap(_ -> resolver).map(socket -> socket.getLocalAddress().getHostAddress());
    }

    /** Names that were asked at the zone's own server, in their order. */
    Optional<List<String>> asked() {
        return own.map(_ -> List.copyOf(asked));
    }

    private void serves(DatagramSocket socket, boolean isOwn) {
        Thread.ofVirtual().name("names").start(() -> {
            while (!socket.isClosed()) {
                try {
                    var packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), isOwn);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException | ArrayIndexOutOfBoundsException closedOrNonsense) {
                    // the next question is another one
                }
            }
        });
    }

    private byte[] answer(byte[] question, boolean isOwn) throws IOException {
        var labels = new ArrayList<String>();
        var at = HEADER;
        while (question[at] != 0) {
            labels.add(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        var name = String.join(".", labels);
        var type = question[at + 2];
        if (isOwn) {
            asked.add(name);
        }
        var leads = address(name, isOwn);
        var record = switch (type) {
            case A -> leads;
            case NS -> labels.size() == 2 ? Optional.of(SERVER) : Optional.<byte[]>empty();
            default -> Optional.<byte[]>empty();
        };
        var out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        out.write(isOwn ? 0x84 : 0x80);
        out.write(leads.isEmpty() && labels.size() > 2 ? NO_SUCH_NAME : 0);
        out.write(new byte[] {0, 1, 0, (byte) (record.isPresent() ? 1 : 0), 0, 0, 0, 0});
        out.write(question, HEADER, at + 5 - HEADER);
        if (record.isPresent()) {
            out.write(new byte[] {(byte) 0xc0, HEADER, 0, type, 0, 1, 0, 0, TTL >> 8, (byte) TTL, 0});
            out.write(record.get().length);
            out.write(record.get());
        }
        return out.toByteArray();
    }

    /** A resolver gives out what it once heard; who has the zone knows better. */
    private Optional<byte[]> address(String name, boolean isOwn) throws UnknownHostException {
        if (name.startsWith("ns.")) {
            return own.map(socket -> socket.getLocalAddress().getAddress());
        }
        var now = zone.apply(name);
        var told = isOwn ? now : Optional.ofNullable(remembered.get(name)).or(() -> now);
        told.ifPresent(address -> remembered.putIfAbsent(name, address));
        return told.isPresent()
                ? Optional.of(InetAddress.getByName(told.get().toString()).getAddress())
                : Optional.empty();
    }

    @Override
    public void close() {
        resolver.ifPresent(DatagramSocket::close);
        own.ifPresent(DatagramSocket::close);
    }
}
