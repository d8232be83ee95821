package dev.outpost.reach;

import dev.outpost.net.DnsMessage;
import dev.outpost.step.Deadline;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks name servers over UDP. */
final class NameServers {
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
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
            return exchange(
                    socket,
                    new InetSocketAddress(InetAddress.getByName(server), port),
                    question,
                    WAITS,
                    answer -> DnsMessage.answer(answer, id));
        } catch (IOException e) {
            return Optional.empty(); // no way there from here
        }
    }

    /** Sends a question as often as there are waits, until its answer comes; what is none, or is somebody else's, is read over. */
    static <T> Optional<T> exchange(
            DatagramSocket socket,
            InetSocketAddress with,
            byte[] question,
            List<Duration> waits,
            Function<byte[], Optional<T>> reader)
            throws IOException {
        var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        for (var wait : waits) {
            socket.send(new DatagramPacket(question, question.length, with));
            var end = Ticker.REAL.in(wait);
            while (receives(socket, packet, end)) {
                var answer = with.equals(packet.getSocketAddress())
                        ? reader.apply(Arrays.copyOf(packet.getData(), packet.getLength()))
                        : Optional.<T>empty();
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean receives(DatagramSocket socket, DatagramPacket packet, Deadline end) throws IOException {
        if (end.isOver()) {
            return false;
        }
        socket.setSoTimeout((int) Math.max(1, end.left().toMillis()));
        packet.setLength(LONGEST);
        try {
            socket.receive(packet);
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }
}
