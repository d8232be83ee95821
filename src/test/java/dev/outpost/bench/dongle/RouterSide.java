package dev.outpost.bench.dongle;

import dev.outpost.bench.clock.RoomTime;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a router on a stick serves to its one client: DHCP and its web interface, each on a free loopback port. */
final class RouterSide implements AutoCloseable {
    private static final int LARGEST = 1500;

    private final DhcpAnswers dhcp;
    private final Stick stick;
    private final List<AutoCloseable> servers = new ArrayList<>();

    /** That of a dongle of the shipped data. */
    static RouterSide of(String name) throws IOException {
        var folder = DongleFolder.read(name);
        var router = folder.router().orElseThrow();
        var modem = new ModemState(folder, RoomTime.ROOM.faster(100));
        var lease = router.lease();
        return new RouterSide(
                new DhcpAnswers(lease.gateway(), lease.prefix(), lease.address()),
                new Stick(lease, router.web(), modem));
    }

    private RouterSide(DhcpAnswers dhcp, Stick stick) {
        this.dhcp = dhcp;
        this.stick = stick;
        servers.add(stick);
    }

    /** Its own address in its network, dotted. */
    public String gateway() {
        return dhcp.gateway();
    }

    /** Its web interface. */
    public InetSocketAddress http() {
        return stick.web();
    }

    /** Serves DHCP; answers go back to the port that asked. */
    public synchronized InetSocketAddress serveDhcp() throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        servers.add(socket);
        Thread.ofVirtual().name("dhcp").start(() -> answerUntilClosed(socket));
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void answerUntilClosed(DatagramSocket socket) {
        try {
            while (!socket.isClosed()) {
                var asked = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(asked);
                var answer = dhcp.answer(Arrays.copyOf(asked.getData(), asked.getLength()));
                if (answer.isPresent()) {
                    socket.send(new DatagramPacket(answer.get(), answer.get().length, asked.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            socket.close();
        } catch (IOException e) {
            socket.close();
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        for (var server : servers) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException("a router on a stick did not stop", e);
            }
        }
        servers.clear();
    }
}
