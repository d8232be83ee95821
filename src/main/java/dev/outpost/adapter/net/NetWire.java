package dev.outpost.adapter.net;

import dev.outpost.net.LinkLocal;
import dev.outpost.shell.Wire;
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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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

    /** The system's own programs for what the JDK cannot ask: ping and the neighbour table. */
    private static final class Programs {
        /** How much longer than asked for a program may take. */
        private static final Duration GRACE = Duration.ofSeconds(2);

        private Programs() {}

        /** What ping prints about everybody who answers; empty where there is no ping that knows IPv6. */
        static Optional<String> ping(String device, Duration patience) {
            var seconds = String.valueOf(Math.max(1, patience.toSeconds()));
            return isMac()
                    ? said(List.of("ping6", "-c", "2", "-i", "1", "ff02::1%" + device), patience.plusSeconds(1))
                    // with -c it would stop at the n-th answer of all together; -w is a time
                    : said(List.of("ping", "-6", "-n", "-i", "0.5", "-w", seconds, "ff02::1%" + device), patience)
                            .filter(words -> words.contains("ff02::1"));
        }

        /** The neighbour table of one interface, entries that failed left out; empty where no program shows it. */
        static Optional<String> neighbours(String device) {
            return isMac()
                    ? said(List.of("ndp", "-an"), Duration.ofSeconds(2)).map(table -> lines(table, "%" + device + " "))
                    : said(List.of("ip", "-6", "neigh", "show", "dev", device), Duration.ofSeconds(2))
                            .map(table -> lines(table, " lladdr "));
        }

        private static boolean isMac() {
            return System.getProperty("os.name", "").startsWith("Mac");
        }

        private static String lines(String table, String mark) {
            return String.join(
                    "\n",
                    table.lines()
                            .filter(line -> line.contains(mark) && !line.contains("FAILED"))
                            .toList());
        }

        private static Optional<String> said(List<String> command, Duration patience) {
            Process process;
            try {
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
            } catch (IOException e) {
                return Optional.empty(); // no such program
            }
            try {
                process.getOutputStream().close();
                var output = CompletableFuture.supplyAsync(() -> read(process));
                return Optional.of(Ticker.REAL.in(patience.plus(GRACE)).get(output));
            } catch (IOException | ExecutionException | TimeoutException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        }

        private static String read(Process process) {
            try {
                return new String(process.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }
    }

    /**
     * A DHCPv6 Information-request (RFC 8415 section 18.2.6) to all DHCP servers: asks for nothing that is kept anywhere, and every OpenWrt with its
     * first configuration has odhcpd answering on its LAN. Needs no privilege and no program, but finds routers only.
     */
    private static final class InformationRequest {
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
                socket.send(new DatagramPacket(
                        request, request.length, InetAddress.getByName("ff02::1:2%" + device), SERVERS));
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
}
