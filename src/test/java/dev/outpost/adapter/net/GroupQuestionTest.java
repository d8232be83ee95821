package dev.outpost.adapter.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Wire.Question;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that listens in a group on the kernel's own loopback. */
class GroupQuestionTest {
    private static final String GROUP = "239.255.255.250";
    private static final int PORT = 37_029;

    /** Some devices answer whoever asked, some answer the group. */
    @ParameterizedTest(name = "by multicast: {0}")
    @ValueSource(booleans = {false, true})
    void hearsWhoAnswersAloneAndWhoAnswersTheGroup(boolean byMulticast) throws Exception {
        var lo = NetworkInterface.getByName("lo");
        try (var device = new MulticastSocket(PORT)) {
            device.setNetworkInterface(lo);
            device.joinGroup(new InetSocketAddress(InetAddress.getByName(GROUP), PORT), lo);
            Thread.ofVirtual().start(() -> answers(device, byMulticast));

            var said = GroupQuestion.over(
                    "lo", new Question(GROUP, PORT, byMulticast, "who is there?"), Duration.ofMillis(900));

            assertTrue(said.stream().anyMatch(each -> each.text().equals("a camera")), () -> "it heard " + said);
        }
    }

    private static void answers(MulticastSocket device, boolean byMulticast) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[200], 200);
                device.receive(packet);
                var word = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (word.equals("who is there?")) {
                    var answer = "a camera".getBytes(StandardCharsets.UTF_8);
                    device.send(new DatagramPacket(
                            answer,
                            answer.length,
                            byMulticast
                                    ? new InetSocketAddress(InetAddress.getByName(GROUP), PORT)
                                    : packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
