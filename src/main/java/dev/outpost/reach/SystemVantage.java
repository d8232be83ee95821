package dev.outpost.reach;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * This computer's own routing.
 *
 * <p>It is a viewer only while one of its interfaces has an address inside the tunnel. Without one, a private address that is
 * dialled here would belong to somebody else's network.
 */
public final class SystemVantage implements Vantage {
    private final String where;

    private SystemVantage(String where) {
        this.where = where;
    }

    /** This computer as a viewer, where one of its own addresses lies in the tunnel. */
    public static Optional<Vantage> inside(Cidr tunnel, Collection<Ipv4> ownAddresses) {
        return ownAddresses.stream()
                .filter(tunnel::contains)
                .findFirst()
                .map(address -> new SystemVantage("this computer, " + address + " in the tunnel"));
    }

    /** The same, by the addresses that it has now. */
    public static Optional<Vantage> here(Cidr tunnel) {
        try {
            return inside(
                    tunnel,
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .flatMap(address -> Ipv4.parse(address.getHostAddress()).stream())
                            .toList());
        } catch (SocketException unknown) {
            return Optional.empty();
        }
    }

    /** This computer as it is: no viewer, one host among others. */
    public static Vantage anywhere() {
        return new SystemVantage("this computer");
    }

    @Override
    public Dial dial(String host, int port, Duration timeout) {
        long start = Ticker.REAL.nanos();
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return new Dial.Connected(socket.getInputStream(), socket.getOutputStream(), socket, since(start));
        } catch (IOException failed) {
            Quietly.close(socket);
            return answer(failed, since(start));
        }
    }

    static Dial answer(IOException failed, Duration took) {
        return switch (failed) {
            case SocketTimeoutException _ -> new Dial.Silent(took);
            case NoRouteToHostException _ -> new Dial.Unreachable("no route to host");
            case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") -> new Dial.Refused(took);
            case IOException own
            when String.valueOf(own.getMessage()).contains("Network is unreachable") ->
                new Dial.NoRoute("network is unreachable");
            default -> new Dial.Unreachable(SystemWords.of(failed));
        };
    }

    @Override
    public String where() {
        return where;
    }

    static Duration since(long start) {
        return Duration.ofNanos(Ticker.REAL.nanos() - start);
    }
}
