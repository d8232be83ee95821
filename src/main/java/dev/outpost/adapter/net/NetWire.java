package dev.outpost.adapter.net;

import dev.outpost.net.LinkLocal;
import dev.outpost.shell.Wire;
import dev.outpost.step.SystemProgram;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** This computer's wires: ICMPv6 by the system's own sockets, else its ping, else a DHCPv6 question; and its neighbour table. */
public final class NetWire implements Wire {
    private static final int DISCARD = 9;
    private static final int LONGEST_GREETING = 255;
    private static final Duration TABLE = Duration.ofSeconds(2);

    /** How much longer than asked for a program may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Of DHCPv6. */
    private static final int SERVERS = 547;

    private static final byte INFORMATION_REQUEST = 11;
    private static final byte REPLY = 7;

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
        var heard = ping(device, patience);
        if (heard.isPresent()) {
            return new Heard(LinkLocal.in(heard.get()), List.of());
        }
        var found = servers(device, patience);
        var table = table(device);
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

    /**
     * Link-local addresses of whoever answers a DHCPv6 Information-request (RFC 8415 section 18.2.6) to all DHCP servers: it asks for nothing that is
     * kept anywhere, and every OpenWrt with its first configuration has odhcpd answering on its LAN. Needs no privilege and no program, but finds
     * routers only.
     */
    private static Set<String> servers(String device, Duration patience) {
        var found = new LinkedHashSet<String>();
        try (var socket = new MulticastSocket(0)) {
            socket.setNetworkInterface(card(device));
            var request = informationRequest();
            socket.send(
                    new DatagramPacket(request, request.length, InetAddress.getByName("ff02::1:2%" + device), SERVERS));
            GroupQuestion.collect(socket, Ticker.REAL.in(patience), packet -> {
                var from = packet.getAddress();
                if (packet.getLength() > 4 && packet.getData()[0] == REPLY && from.isLinkLocalAddress()) {
                    found.add(LinkLocal.text(from.getAddress()));
                }
            });
            return found;
        } catch (IOException e) {
            return new LinkedHashSet<>();
        }
    }

    /** Type and transaction, elapsed time (option 8), and a wish for name servers (option 6 asks for 23). */
    private static byte[] informationRequest() {
        var id = new byte[3];
        new SecureRandom().nextBytes(id);
        return new byte[] {INFORMATION_REQUEST, id[0], id[1], id[2], 0, 8, 0, 2, 0, 0, 0, 6, 0, 2, 0, 23};
    }

    /** @throws IOException where this computer has no interface of that name */
    static NetworkInterface card(String device) throws IOException {
        var card = NetworkInterface.getByName(device);
        if (card == null) {
            throw new IOException("there is no interface " + device);
        }
        return card;
    }

    @Override
    public Set<String> remembered(String device) {
        return CompletableFuture.supplyAsync(
                        () -> table(device).map(LinkLocal::in).orElse(Set.of()), THREADS)
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
    public List<Said> ask(String device, List<Question> questions, Duration patience) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return questions.stream()
                    .map(question -> threads.submit(() -> GroupQuestion.over(device, question, patience)))
                    .toList()
                    .stream()
                    .flatMap(asked -> isDone(asked) ? asked.resultNow().stream() : Stream.<Said>empty())
                    .toList();
        }
    }

    private static boolean isDone(Future<?> asked) {
        try {
            asked.get();
            return true;
        } catch (ExecutionException e) {
            return false; // that interface cannot be asked so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void nudge(String host) {
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[0], 0, InetAddress.getByName(host), DISCARD));
        } catch (IOException e) {
            // no way there: nothing is learnt
        }
    }

    /** What ping prints about everybody who answers; empty where there is no ping that knows IPv6. */
    private static Optional<String> ping(String device, Duration patience) {
        var seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        return isMac()
                ? said(patience.plusSeconds(1), "ping6", "-c", "2", "-i", "1", "ff02::1%" + device)
                // with -c it would stop at the n-th answer of all together; -w is a time
                : said(patience, "ping", "-6", "-n", "-i", "0.5", "-w", seconds, "ff02::1%" + device)
                        .filter(words -> words.contains("ff02::1"));
    }

    /** The neighbour table of one interface, entries that failed left out; empty where no program shows it. */
    private static Optional<String> table(String device) {
        return isMac()
                ? said(TABLE, "ndp", "-an").map(table -> lines(table, "%" + device + " "))
                : said(TABLE, "ip", "-6", "neigh", "show", "dev", device).map(table -> lines(table, " lladdr "));
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").startsWith("Mac");
    }

    private static String lines(String table, String mark) {
        return table.lines()
                .filter(line -> line.contains(mark) && !line.contains("FAILED"))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> said(Duration patience, String... words) {
        try {
            return SystemProgram.run(patience.plus(GRACE), words).map(SystemProgram::said);
        } catch (IOException e) {
            return Optional.empty(); // no such program
        }
    }
}
