package dev.outpost.bench.camera;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How cameras answer whoever asks everybody on their wire, which on a bench is this machine's loopback: WS-Discovery where ONVIF is on, and SADP at a
 * Hikvision, by multicast as its older firmware does. Where the wire takes no groups they say nothing.
 */
public final class GroupAnswers implements AutoCloseable {
    private static final String GROUP = "239.255.255.250";
    private static final int WS_DISCOVERY = 3702;
    private static final int SADP = 37_020;
    private static final int LONGEST = 64 << 10;

    private final List<SimulatedCamera> cameras;
    private final NetworkInterface wire;
    private final List<MulticastSocket> sockets = new ArrayList<>();

    public GroupAnswers(List<SimulatedCamera> cameras) throws IOException {
        this(cameras, NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
    }

    public GroupAnswers(List<SimulatedCamera> cameras, NetworkInterface wire) {
        this.cameras = List.copyOf(cameras);
        this.wire = wire;
        for (var port : List.of(WS_DISCOVERY, SADP)) {
            listens(port).ifPresent(socket -> {
                sockets.add(socket);
                Thread.ofPlatform().daemon().name("cameras hear " + port).start(() -> hear(socket, port));
            });
        }
    }

    private Optional<MulticastSocket> listens(int port) {
        try {
            var socket = new MulticastSocket(port);
            try {
                socket.setNetworkInterface(wire);
                socket.joinGroup(new InetSocketAddress(InetAddress.getByName(GROUP), port), wire);
                return Optional.of(socket);
            } catch (IOException e) {
                socket.close();
                return Optional.empty();
            }
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    private void hear(MulticastSocket socket, int port) {
        var buffer = new byte[LONGEST];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!wire.isLoopback() || packet.getAddress().isLoopbackAddress()) {
                    var asked = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                    answer(socket, port, asked, packet.getSocketAddress());
                }
            }
        } catch (IOException closed) {
            return; // the bench is switched off
        }
    }

    private void answer(MulticastSocket socket, int port, String asked, SocketAddress whoAsked) throws IOException {
        for (var camera : cameras) {
            var said = port == SADP ? sadp(camera, asked) : discovery(camera, asked);
            if (camera.hasLink() && said.isPresent()) {
                var bytes = said.get().getBytes(StandardCharsets.UTF_8);
                var to = port == SADP ? new InetSocketAddress(InetAddress.getByName(GROUP), SADP) : whoAsked;
                socket.send(new DatagramPacket(bytes, bytes.length, to));
            }
        }
    }

    /** Each form of the probe, with types or without. */
    static Optional<String> discovery(SimulatedCamera camera, String asked) {
        if (!camera.hasOnvif() || camera.isFresh() || !asked.contains("discovery/Probe<")) {
            return Optional.empty();
        }
        var words = Answer.words(camera);
        words.put("id", camera.mac().replace(":", ""));
        words.put("about", Answer.element(asked, "MessageID").orElse(""));
        words.put("hardware", camera.model().replace("-", "%2D"));
        return Answer.find("WS-Discovery", words);
    }

    /** To an inquiry alone, whatever its ONVIF and its address are. */
    static Optional<String> sadp(SimulatedCamera camera, String asked) {
        if (!camera.hasIsapi() || !asked.contains("<Probe>") || !asked.contains("<Types>inquiry</Types>")) {
            return Optional.empty();
        }
        var words = Answer.words(camera);
        words.put("about", Answer.element(asked, "Uuid").orElse(""));
        words.put("mac-", camera.mac().replace(':', '-'));
        words.put("software", camera.firmware().replace(" build", "build"));
        return Answer.find("SADP", words);
    }

    @Override
    public void close() {
        sockets.forEach(MulticastSocket::close);
    }
}
