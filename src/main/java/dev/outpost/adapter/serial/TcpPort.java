package dev.outpost.adapter.serial;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.at.AtPorts.PortRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** An AT port behind TCP: a modem on a serial server, or a simulated one. */
final class TcpPort implements AtPort {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int CHUNK = 1024;

    private final String name;
    private final Socket socket;

    private TcpPort(String name, Socket socket) {
        this.name = name;
        this.socket = socket;
    }

    /** @param address {@code HOST:PORT}, the host an address or in brackets where it has colons */
    static AtPort open(String name, String address) throws PortRefused {
        var colon = address.lastIndexOf(':');
        var port = colon < 1 ? "" : address.substring(colon + 1);
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
            throw new PortRefused(AtPorts.Reason.MISSING, name + " is not tcp:HOST:PORT");
        }
        var host = address.substring(0, colon).replaceAll("^\\[|\\]$", "");
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), CONNECT_MILLIS);
            return new TcpPort(name, socket);
        } catch (ConnectException e) {
            throw new PortRefused(AtPorts.Reason.MISSING, "nobody listens at " + address);
        } catch (IOException e) {
            throw new PortRefused(AtPorts.Reason.FAILED, address + " cannot be reached");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        var in = socket.getInputStream();
        if (wait.isZero() && in.available() == 0) {
            return new byte[0];
        }
        socket.setSoTimeout(Math.clamp(wait.toMillis(), 1, 60_000));
        var bytes = new byte[CHUNK];
        try {
            var count = in.read(bytes);
            if (count < 0) {
                throw new IOException(name + " was closed by the other end");
            }
            return Arrays.copyOf(bytes, count);
        } catch (SocketTimeoutException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // closing is all that was wanted
            return;
        }
    }
}
