package dev.outpost.reach;

import dev.outpost.net.DnsMessage;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Asks name servers over UDP. */
final class NameServers {
    private static final Duration[] WAITS = {Duration.ofSeconds(1), Duration.ofSeconds(2)};
    private static final int LONGEST = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int port;

    /** @param port 53, but for tests */
    NameServers(int port) {
        this.port = port;
    }

    /**
     * One question.
     *
     * @param server an address
     * @return empty where it is silent
     */
    Optional<DnsMessage> ask(String server, String name, DnsMessage.Type type, boolean recursive) {
        var id = RANDOM.nextInt(1 << 16);
        var question = DnsMessage.question(id, name, type, recursive);
        try (var socket = new DatagramSocket()) {
            var to = new InetSocketAddress(InetAddress.getByName(server), port);
            for (var wait : WAITS) {
                socket.send(new DatagramPacket(question, question.length, to));
                var answer = receive(socket, to, id, wait);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no way there from here
        }
    }

    private static Optional<DnsMessage> receive(DatagramSocket socket, InetSocketAddress from, int id, Duration wait)
            throws IOException {
        var end = Ticker.REAL.in(wait);
        var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!end.isOver()) {
            socket.setSoTimeout((int) Math.max(1, end.left().toMillis()));
            packet.setLength(LONGEST);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException silence) {
                return Optional.empty();
            }
            var answer = from.equals(packet.getSocketAddress())
                    ? DnsMessage.answer(Arrays.copyOf(packet.getData(), packet.getLength()), id)
                    : Optional.<DnsMessage>empty();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
