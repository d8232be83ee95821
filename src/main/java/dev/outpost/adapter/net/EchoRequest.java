package dev.outpost.adapter.net;

import dev.outpost.net.LinkLocal;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** An ICMPv6 echo request to all nodes (RFC 4443 section 4, RFC 4291 section 2.7.1), asked again because switches lose bursts. */
final class EchoRequest {
    private static final byte[] ALL_NODES = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final byte REQUEST = (byte) 128;
    private static final byte REPLY = (byte) 129;
    /** Type, code, checksum (which the kernel fills in), identifier, sequence number. */
    private static final int HEAD = 8;

    private static final int COOKIE = 16;

    private static final int ROUNDS = 3;

    /** A hundred routers on one switch drown each other's answers: after six rounds all were heard. */
    private static final int MOST_ROUNDS = 12;

    private EchoRequest() {}

    /**
     * Link-local addresses of whoever answered.
     *
     * @param patience how long answers are waited for; longer while a round of asking still finds somebody new
     * @throws IOException where this system has no such socket, or the interface is down
     */
    static Set<String> over(String device, Duration patience) throws IOException {
        var card = NetworkInterface.getByName(device);
        if (card == null) {
            throw new IOException("there is no interface " + device);
        }
        var request = request();
        var found = new LinkedHashSet<String>();
        try (var socket = NativeSocket.open()) {
            var news = true;
            for (var round = 0; round < ROUNDS || (news && round < MOST_ROUNDS); round++) {
                var before = found.size();
                socket.send(request, ALL_NODES, card.getIndex());
                collect(socket, card.getIndex(), request, found, patience.dividedBy(ROUNDS));
                news = found.size() > before;
            }
        }
        return found;
    }

    private static void collect(NativeSocket socket, int scope, byte[] request, Set<String> found, Duration patience)
            throws IOException {
        var end = Ticker.REAL.in(patience);
        while (!end.isOver()) {
            var received = socket.receive(end.left());
            if (received != null
                    && received.scope() == scope
                    && isReply(received.payload(), request)
                    && received.from().isLinkLocalAddress()) {
                found.add(LinkLocal.text(received.from().getAddress()));
            }
        }
    }

    private static byte[] request() {
        var request = new byte[HEAD + COOKIE];
        new SecureRandom().nextBytes(request);
        Arrays.fill(request, 0, 4, (byte) 0);
        request[0] = REQUEST;
        return request;
    }

    /** The kernel gives a ping socket an identifier of its own, so the answer is known by what it carries. */
    private static boolean isReply(ByteBuffer reply, byte[] request) {
        return reply.remaining() == request.length
                && reply.get(0) == REPLY
                && reply.slice(HEAD, COOKIE).equals(ByteBuffer.wrap(request, HEAD, COOKIE));
    }
}
