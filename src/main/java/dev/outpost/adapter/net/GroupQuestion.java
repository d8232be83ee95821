package dev.outpost.adapter.net;

import dev.outpost.shell.Wire.Question;
import dev.outpost.shell.Wire.Said;
import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One question to a multicast group on one interface, asked three times because switches lose bursts. */
final class GroupQuestion {
    private static final int ROUNDS = 3;
    private static final int LARGEST = 64 << 10;
    private static final int MOST = 300;

    private GroupQuestion() {}

    /** @throws IOException where there is no such interface, or it does not let us ask */
    static List<Said> over(String device, Question question, Duration patience) throws IOException {
        var card = NetWire.card(device);
        var group = new InetSocketAddress(InetAddress.getByName(question.group()), question.port());
        var heard = new ArrayList<Said>();
        try (var socket = socket(question)) {
            socket.setNetworkInterface(card);
            socket.setTimeToLive(1);
            if (question.isBound()) {
                socket.joinGroup(group, card);
            }
            for (var round = 0; round < ROUNDS; round++) {
                var bytes = question.text().getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, group));
                collect(socket, Ticker.REAL.in(patience.dividedBy(ROUNDS)), packet -> {
                    if (heard.size() < MOST) {
                        heard.add(new Said(
                                packet.getAddress().getHostAddress(),
                                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
                    }
                });
            }
        }
        return heard;
    }

    /** Where somebody else holds the port, those that answer whoever asked are heard still. */
    private static MulticastSocket socket(Question question) throws IOException {
        if (!question.isBound()) {
            return new MulticastSocket(0);
        }
        try {
            return new MulticastSocket(question.port()); // with SO_REUSEADDR, as the JDK makes them
        } catch (BindException taken) {
            return new MulticastSocket(0);
        }
    }

    /** Whatever comes until then. */
    static void collect(MulticastSocket socket, Deadline end, Consumer<DatagramPacket> taken) throws IOException {
        var buffer = new byte[LARGEST];
        while (!end.isOver()) {
            socket.setSoTimeout((int) Math.max(1, end.left().toMillis()));
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException silence) {
                return;
            }
            taken.accept(packet);
        }
    }
}
