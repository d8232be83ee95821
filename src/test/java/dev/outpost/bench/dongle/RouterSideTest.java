package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S5: the HiLink stick has no port, but a DHCP server and a web interface. */
class RouterSideTest {
    private RouterSide router;

    @BeforeEach
    void plugIn() throws Exception {
        router = RouterSide.of("huawei-hilink");
    }

    @AfterEach
    void unplug() {
        router.close();
    }

    @Test
    void tellsItsNameOnlyInsideASession() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var at = router.http();
            assertTrue(get(client, at, "/api/device/information", "", "").contains("<code>125002</code>"));

            var session = get(client, at, "/api/webserver/SesTokInfo", "", "");
            var told = get(
                    client, at, "/api/device/information", between(session, "SesInfo"), between(session, "TokInfo"));

            assertTrue(told.contains("<DeviceName>E3372</DeviceName>"), told);
            assertTrue(told.contains("<Classify>hilink</Classify>"), told);
            assertTrue(told.contains("<Imei>004999010640000</Imei>"), told);
        }
    }

    @Test
    void leasesAnAddressOfItsOwnNetworkWithItselfAsTheGateway() throws Exception {
        var offer = ask(1);
        var acknowledged = ask(3);

        for (var reply : new byte[][] {offer, acknowledged}) {
            assertArrayEquals(new byte[] {(byte) 192, (byte) 168, 8, 100}, Arrays.copyOfRange(reply, 16, 20));
            assertEquals("192.168.8.1", dotted(option(reply, 3)));
            assertEquals("255.255.255.0", dotted(option(reply, 1)));
        }
        assertEquals(2, option(offer, 53)[0]);
        assertEquals(5, option(acknowledged, 53)[0]);
        assertEquals("192.168.8.1", router.gateway());
    }

    private byte[] ask(int type) throws Exception {
        var asked = ByteBuffer.allocate(300)
                .put((byte) 1)
                .put((byte) 1)
                .put((byte) 6)
                .put((byte) 0)
                .putInt(0x1234);
        asked.position(236).putInt(0x63825363).put(new byte[] {53, 1, (byte) type, (byte) 255});
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(2000);
            socket.send(new DatagramPacket(asked.array(), asked.capacity(), router.serveDhcp()));
            var reply = new DatagramPacket(new byte[1500], 1500);
            socket.receive(reply);
            assertEquals(0x1234, ByteBuffer.wrap(reply.getData()).getInt(4), "the question's own number");
            return Arrays.copyOf(reply.getData(), reply.getLength());
        }
    }

    private static byte[] option(byte[] packet, int code) {
        int at = 240;
        while (packet[at] != code) {
            at += 2 + packet[at + 1];
        }
        return Arrays.copyOfRange(packet, at + 2, at + 2 + packet[at + 1]);
    }

    private static String dotted(byte[] address) throws Exception {
        return InetAddress.getByAddress(address).getHostAddress();
    }

    private static String get(HttpClient client, InetSocketAddress at, String path, String cookie, String token)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getPort() + path))
                .header("Cookie", cookie)
                .header("__RequestVerificationToken", token)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private static String between(String xml, String element) {
        var matcher = Pattern.compile("<" + element + ">(.*)</" + element + ">").matcher(xml);
        assertTrue(matcher.find(), xml);
        return matcher.group(1);
    }
}
