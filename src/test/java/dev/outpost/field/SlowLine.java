package dev.outpost.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A port on loopback in front of another one, with a delay in each direction, as over a mobile network. Counts round trips.
 *
 * <p>A round trip is begun by each connection, and each time that the client sends after it heard something: what it sends without
 * having waited belongs to the same one. Once the keys are made, what is shorter than any request (a keep-alive, a wider window, the
 * end of a channel) is awaited by nobody and begins none.
 */
public final class SlowLine implements AutoCloseable {
    /** Bytes of the longest message that nobody waits for: a keep-alive, encrypted. */
    private static final int AWAITED_BY_NOBODY = 60;

    /** Round trips until the keys are made: names, algorithms, exchange. */
    private static final int KEYS = 3;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Duration delay;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> trail = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final long start = System.nanoTime();

    private SlowLine(ServerSocket server, InetSocketAddress target, Duration delay) {
        this.server = server;
        this.target = target;
        this.delay = delay;
    }

    /**
     * @param delay in each direction
     */
    public static SlowLine to(InetSocketAddress target, Duration delay) throws IOException {
        var line = new SlowLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, delay);
        Thread.ofPlatform().daemon().name("slow line").start(line::accept);
        return line;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    public int roundTrips() {
        return roundTrips.get();
    }

    public int connections() {
        return connections.get();
    }

    /** What went over it: milliseconds since the start, connection, direction, bytes. */
    public List<String> trail() {
        return List.copyOf(trail);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                carry(server.accept());
            } catch (IOException e) {
                // closed, or nothing listens behind: whoever dialled sees the end of the stream
            }
        }
    }

    private void carry(Socket client) throws IOException {
        sockets.add(client);
        client.setTcpNoDelay(true);
        var host = new Socket();
        sockets.add(host);
        host.setTcpNoDelay(true);
        host.connect(target);
        roundTrips.incrementAndGet();
        var talk = new Talk(connections.incrementAndGet());
        lane(client, host, talk::sent, ">" + talk.number);
        lane(host, client, bytes -> talk.heard(), "<" + talk.number);
    }

    /** Who spoke last on one connection. */
    private final class Talk {
        private final int number;
        private int trips;
        private boolean heard = true;

        Talk(int number) {
            this.number = number;
        }

        synchronized void sent(int bytes) {
            if (bytes <= AWAITED_BY_NOBODY && trips > KEYS) {
                return;
            }
            if (heard) {
                trips++;
                roundTrips.incrementAndGet();
            }
            heard = false;
        }

        synchronized void heard() {
            heard = true;
        }
    }

    /** Bytes on their way; empty at the end of the stream. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Flight(byte[] bytes, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Flight) other).due);
        }
    }

    private void lane(Socket from, Socket to, IntConsumer seen, String name) {
        var flights = new DelayQueue<Flight>();
        var sends = name.startsWith(">");
        Thread.ofPlatform().daemon().start(() -> depart(from, flights, sends ? seen : bytes -> {}, name));
        Thread.ofPlatform().daemon().start(() -> arrive(flights, to, sends ? bytes -> {} : seen));
    }

    private void depart(Socket from, BlockingQueue<Flight> flights, IntConsumer seen, String name) {
        try {
            InputStream in = from.getInputStream();
            var bytes = new byte[65536];
            for (var got = in.read(bytes); got > 0; got = in.read(bytes)) {
                seen.accept(got);
                trail.add((System.nanoTime() - start) / 1_000_000 + " " + name + " " + got);
                flights.add(new Flight(java.util.Arrays.copyOf(bytes, got), System.nanoTime() + delay.toNanos()));
            }
        } catch (IOException e) {
            // the other end is told below
        }
        flights.add(new Flight(new byte[0], System.nanoTime() + delay.toNanos()));
    }

    private static void arrive(BlockingQueue<Flight> flights, Socket to, IntConsumer seen) {
        try {
            OutputStream out = to.getOutputStream();
            for (var flight = flights.take(); flight.bytes().length > 0; flight = flights.take()) {
                seen.accept(flight.bytes().length);
                out.write(flight.bytes());
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // it is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
