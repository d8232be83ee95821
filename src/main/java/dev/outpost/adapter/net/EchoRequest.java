package dev.outpost.adapter.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.outpost.net.LinkLocal;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        var card = NetWire.card(device);
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

    /**
     * An ICMPv6 socket of Linux, which the JDK does not have: the kernel's own "ping socket", which needs no privilege where {@code
     * net.ipv4.ping_group_range} allows it (systemd does), else a raw one, which root may open.
     *
     * <p>Numbers as in Linux's headers for every architecture that a laptop has: {@code AF_INET6} 10, {@code SOCK_DGRAM} 2, {@code SOCK_RAW} 3,
     * {@code IPPROTO_ICMPV6} 58, {@code SOL_SOCKET} 1, {@code SO_RCVTIMEO} 20. {@code struct sockaddr_in6} is family, port, flow, 16 bytes of
     * address and scope: 28 bytes.
     */
    private static final class NativeSocket implements AutoCloseable {
        private static final int AF_INET6 = 10;
        private static final int SOCK_DGRAM = 2;
        private static final int SOCK_RAW = 3;
        private static final int ICMPV6 = 58;
        private static final int ADDRESS_BYTES = 28;
        private static final int LARGEST = 1500;

        private final Arena arena = Arena.ofShared();
        private final MemorySegment buffer = arena.allocate(LARGEST);
        private final MemorySegment peer = arena.allocate(ADDRESS_BYTES, 8);
        private final MemorySegment length = arena.allocate(JAVA_INT);
        private final int descriptor;

        private NativeSocket(int descriptor) {
            this.descriptor = descriptor;
        }

        /**
         * A datagram that came in.
         *
         * @param scope index of the interface where its sender is
         */
        record Received(ByteBuffer payload, InetAddress from, int scope) {}

        /** @throws IOException where this system has no such socket, or does not let us have one */
        static NativeSocket open() throws IOException {
            if (!System.getProperty("os.name", "").equals("Linux")) {
                throw new IOException("ICMPv6 sockets are opened on Linux only");
            }
            for (var kind : new int[] {SOCK_DGRAM, SOCK_RAW}) {
                var descriptor = (int) called(Calls.SOCKET, AF_INET6, kind, ICMPV6);
                if (descriptor >= 0) {
                    return new NativeSocket(descriptor);
                }
            }
            throw new IOException("this system lets nobody but root send an ICMPv6 echo");
        }

        /** @param to 16 bytes of an IPv6 address */
        void send(byte[] payload, byte[] to, int scope) throws IOException {
            peer.fill((byte) 0);
            peer.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET6);
            MemorySegment.copy(to, 0, peer, ValueLayout.JAVA_BYTE, 8, 16);
            peer.set(JAVA_INT, 24, scope);
            MemorySegment.copy(payload, 0, buffer, ValueLayout.JAVA_BYTE, 0, payload.length);
            var sent = (long) called(Calls.SENDTO, descriptor, buffer, (long) payload.length, 0, peer, ADDRESS_BYTES);
            if (sent != payload.length) {
                throw new IOException("the system does not send there");
            }
        }

        /** The next datagram; null when none came in time. */
        @Nullable
        Received receive(Duration patience) throws IOException {
            var time = arena.allocate(16, 8);
            time.set(JAVA_LONG, 0, patience.toSeconds());
            time.set(JAVA_LONG, 8, Math.max(1000, patience.toNanosPart() / 1000));
            called(Calls.SETSOCKOPT, descriptor, 1, 20, time, 16);
            length.set(JAVA_INT, 0, ADDRESS_BYTES);
            var read = (long) called(Calls.RECVFROM, descriptor, buffer, (long) LARGEST, 0, peer, length);
            if (read < 0) {
                return null;
            }
            return new Received(
                    ByteBuffer.wrap(buffer.asSlice(0, read).toArray(ValueLayout.JAVA_BYTE)),
                    InetAddress.getByAddress(peer.asSlice(8, 16).toArray(ValueLayout.JAVA_BYTE)),
                    peer.get(JAVA_INT, 24));
        }

        @Override
        public void close() {
            try (arena) {
                called(Calls.CLOSE, descriptor);
            } catch (IOException e) {
                // it is gone, which is what was wanted
            }
        }

        private static Object called(MethodHandle call, Object... arguments) throws IOException {
            try {
                return call.invokeWithArguments(arguments);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException("a call into the system failed: " + e, e);
            }
        }

        /** The C library's functions, looked up once. */
        private static final class Calls {
            private static final Linker LINKER = Linker.nativeLinker();
            static final MethodHandle SOCKET =
                    call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            static final MethodHandle SENDTO = call(
                    "sendto",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
            static final MethodHandle RECVFROM = call(
                    "recvfrom",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
            static final MethodHandle SETSOCKOPT = call(
                    "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
            static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

            private static MethodHandle call(String name, FunctionDescriptor signature) {
                return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature);
            }
        }
    }
}
