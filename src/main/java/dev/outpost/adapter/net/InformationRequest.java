package dev.outpost.adapter.net;

import dev.outpost.shell.LinkLocal;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A DHCPv6 Information-request (RFC 8415 section 18.2.6) to all DHCP servers: asks for nothing that is kept anywhere, and every OpenWrt with its
 * first configuration has odhcpd answering on its LAN. Needs no privilege and no program, but finds routers only.
 */
final class InformationRequest {
    private static final int SERVERS = 547;
    private static final byte INFORMATION_REQUEST = 11;
    private static final byte REPLY = 7;

    private InformationRequest() {}

    /** Link-local addresses of whoever answered. */
    static Set<String> over(String device, Duration patience) throws IOException {
        var found = new LinkedHashSet<String>();
        var card = NetworkInterface.getByName(device);
        if (card == null) {
            throw new IOException("there is no interface " + device);
        }
        try (var socket = new MulticastSocket(0)) {
            socket.setNetworkInterface(card);
            var request = request();
            socket.send(
                    new DatagramPacket(request, request.length, InetAddress.getByName("ff02::1:2%" + device), SERVERS));
            var end = Ticker.REAL.in(patience);
            while (end.left().toMillis() > 0) {
                socket.setSoTimeout((int) Math.max(1, end.left().toMillis()));
                var packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                if (packet.getLength() > 4
                        && packet.getData()[0] == REPLY
                        && packet.getAddress().isLinkLocalAddress()) {
                    found.add(LinkLocal.text(packet.getAddress().getAddress()));
                }
            }
        } catch (SocketTimeoutException e) {
            // everybody who wanted to has answered
        }
        return found;
    }

    /** Type and transaction, elapsed time (option 8), and a wish for name servers (option 6 asks for 23). */
    private static byte[] request() {
        var random = new SecureRandom();
        var id = new byte[3];
        random.nextBytes(id);
        return new byte[] {INFORMATION_REQUEST, id[0], id[1], id[2], 0, 8, 0, 2, 0, 0, 0, 6, 0, 2, 0, 23};
    }
}
