package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A viewer reached through its SOCKS5 proxy (RFC 1928, no authentication): a user-space WireGuard client offers one. */
public final class SocksVantage implements Vantage {
    /** The proxy stands beside us: it has this long to accept (ms). */
    private static final int PROXY_ANSWER = 5_000;

    private final String host;
    private final int port;

    public SocksVantage(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Reads {@code socks5://HOST:PORT}. */
    public static SocksVantage of(String text) {
        var uri = URI.create(text);
        if (!"socks5".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("expected socks5://HOST:PORT, not " + text);
        }
        return new SocksVantage(uri.getHost(), uri.getPort());
    }

    @Override
    public Dial dial(String target, int targetPort, Duration timeout) {
        var socket = proxy();
        long start = Ticker.REAL.nanos();
        try {
            socket.setSoTimeout((int) timeout.toMillis());
            var in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(new byte[] {5, 1, 0});
            if (in.readUnsignedByte() != 5 || in.readUnsignedByte() != 0) {
                throw noProxy("it does not speak SOCKS5 without a password");
            }
            socket.getOutputStream().write(request(target, targetPort));
            var dial = answer(in, socket, start);
            if (!(dial instanceof Dial.Connected)) {
                Quietly.close(socket);
            }
            return dial;
        } catch (SocketTimeoutException silence) {
            Quietly.close(socket);
            return new Dial.Silent(SystemVantage.since(start));
        } catch (IOException broken) {
            Quietly.close(socket);
            return new Dial.Unreachable("the proxy hung up");
        }
    }

    private Socket proxy() {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), PROXY_ANSWER);
            return socket;
        } catch (IOException dead) {
            Quietly.close(socket);
            throw noProxy(SystemWords.of(dead));
        }
    }

    private ProblemException noProxy(String because) {
        return new ProblemException(ProblemCode.PROOF_VANTAGE_DEAD.problem(
                "no vantage at " + where(),
                because,
                "start the viewer's proxy, or name another with --via socks5://HOST:PORT"));
    }

    private static byte[] request(String target, int port) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {5, 1, 0});
        Ipv4.parse(target)
                .ifPresentOrElse(
                        address -> {
                            out.write(1);
                            for (int shift = 24; shift >= 0; shift -= 8) {
                                out.write(address.bits() >>> shift);
                            }
                        },
                        () -> {
                            var name = target.getBytes(StandardCharsets.US_ASCII);
                            out.write(3);
                            out.write(name.length);
                            out.writeBytes(name);
                        });
        out.write(port >>> 8);
        out.write(port);
        return out.toByteArray();
    }

    /** RFC 1928 section 6: the reply code, then the bound address, which is read over. */
    private static Dial answer(DataInputStream in, Socket socket, long start) throws IOException {
        in.readUnsignedByte();
        int code = in.readUnsignedByte();
        in.readUnsignedByte();
        int length = switch (in.readUnsignedByte()) {
            case 1 -> 4;
            case 4 -> 16;
            default -> in.readUnsignedByte();
        };
        in.readNBytes(length + 2);
        var took = SystemVantage.since(start);
        return switch (code) {
            case 0 -> connected(socket, took);
            case 5 -> new Dial.Refused(took);
            case 6 -> new Dial.Silent(took);
            case 2 -> new Dial.Unreachable("the proxy does not allow it");
            case 3 -> new Dial.Unreachable("network unreachable");
            case 4 -> new Dial.Unreachable("host unreachable");
            default -> new Dial.Unreachable("the proxy says code " + code);
        };
    }

    private static Dial connected(Socket socket, Duration took) throws IOException {
        socket.setSoTimeout(0);
        return new Dial.Connected(socket.getInputStream(), socket.getOutputStream(), socket, took);
    }

    @Override
    public String where() {
        return "socks5://" + host + ":" + port;
    }
}
