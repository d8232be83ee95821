package dev.outpost.adapter.net;

import dev.outpost.shell.LinkLocal;
import dev.outpost.shell.Wire;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** This computer's wires: ICMPv6 by the system's own sockets, else its ping, else a DHCPv6 question; and its neighbour table. */
public final class NetWire implements Wire {
    private static final int DISCARD = 9;
    private static final int LONGEST_GREETING = 255;

    /** Calls into the system would hold a carrier of virtual threads. */
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    @Override
    public Heard neighbours(String device, Duration patience) {
        return CompletableFuture.supplyAsync(() -> asked(device, patience), THREADS)
                .join();
    }

    private static Heard asked(String device, Duration patience) {
        try {
            return new Heard(EchoRequest.over(device, patience), List.of());
        } catch (IOException e) {
            return askedByOthers(device, patience);
        }
    }

    private static Heard askedByOthers(String device, Duration patience) {
        var heard = Programs.ping(device, patience);
        if (heard.isPresent()) {
            return new Heard(LinkLocal.in(heard.get()), List.of());
        }
        var found = new LinkedHashSet<>(servers(device, patience));
        var table = Programs.neighbours(device);
        table.map(LinkLocal::in).ifPresent(found::addAll);
        return new Heard(found, found.isEmpty() ? lacks(table.isEmpty()) : List.of());
    }

    private static List<String> lacks(boolean table) {
        var missing = new ArrayList<String>();
        missing.add("ICMPv6 sockets for users (sysctl net.ipv4.ping_group_range)");
        missing.add("ping (package iputils-ping)");
        if (table) {
            missing.add("ip (package iproute2)");
        }
        return missing;
    }

    private static Set<String> servers(String device, Duration patience) {
        try {
            return InformationRequest.over(device, patience);
        } catch (IOException e) {
            return Set.of();
        }
    }

    @Override
    public Set<String> remembered(String device) {
        return CompletableFuture.supplyAsync(
                        () -> Programs.neighbours(device).map(LinkLocal::in).orElse(Set.of()), THREADS)
                .join();
    }

    @Override
    public Optional<String> greeting(String host, int port, Duration patience) {
        try (var socket = new Socket()) {
            var end = Ticker.REAL.in(patience);
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), (int) patience.toMillis());
            socket.setSoTimeout((int) Math.max(1, end.left().toMillis()));
            return line(socket.getInputStream());
        } catch (IOException e) {
            return Optional.empty(); // closed, silent, or the interface has gone
        }
    }

    /** Up to the end of the line, or what came before the host fell silent: SSH's comes whole in one packet. */
    private static Optional<String> line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (var read = in.read(); read >= 0 && read != '\n' && text.length() < LONGEST_GREETING; read = in.read()) {
            text.append((char) read);
        }
        var line = text.toString().strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    @Override
    public void nudge(String host) {
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[0], 0, InetAddress.getByName(host), DISCARD));
        } catch (IOException e) {
            // no way there: nothing is learnt
        }
    }
}
