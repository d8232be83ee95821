package dev.outpost.reach;

import dev.outpost.net.Observer;
import dev.outpost.net.StunMessage;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One UDP socket that asks STUN servers from where it is, one after the other: what they see of the same socket tells the kind of translation. */
final class StunSocket implements Closeable {
    /** When a request is sent again, RFC 8489 section 6.2.1 with an RTO of 500 ms, cut at what a person waits for. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramSocket socket;

    StunSocket() throws IOException {
        socket = new DatagramSocket();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What the server sees of this socket. */
    Asked ask(Observer.Stun by) {
        var start = Ticker.REAL.nanos();
        try {
            var server = new InetSocketAddress(InetAddress.getByName(by.host()), by.port());
            return answer(server)
                    .map(seen -> new Asked(
                            by, Optional.of(seen.address()), Optional.of(seen.port()), "", SystemVantage.since(start)))
                    .orElseGet(() -> Asked.failed(by, "silence", SystemVantage.since(start)));
        } catch (UnknownHostException e) {
            return Asked.failed(by, "no such name", SystemVantage.since(start));
        } catch (IOException e) {
            return Asked.failed(by, SystemWords.of(e), SystemVantage.since(start));
        }
    }

    private Optional<StunMessage> answer(InetSocketAddress server) throws IOException {
        var id = new byte[StunMessage.ID];
        RANDOM.nextBytes(id);
        return NameServers.exchange(
                socket, server, StunMessage.request(id), WAITS, packet -> StunMessage.answer(packet, id));
    }

    /** The address that this computer would use towards a host; nothing is sent. */
    static Optional<String> own(String host) {
        try (var towards = new DatagramSocket()) {
            towards.connect(InetAddress.getByName(host), 9);
            return Optional.of(towards.getLocalAddress())
                    .filter(address -> !address.isAnyLocalAddress())
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""));
        } catch (IOException | RuntimeException noRoute) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
