package dev.outpost.usbip;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.SimulatedDongle;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A USB/IP server on loopback: a row of USB sockets into which a test plugs simulated dongles. A host that asks for an empty socket is
 * answered when something is plugged in.
 */
public final class UsbIpServer implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, UsbSocket> sockets = new ConcurrentHashMap<>();

    private UsbIpServer(ServerSocket server) {
        this.server = server;
    }

    public static UsbIpServer start() throws IOException {
        var server = new UsbIpServer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("usbip").start(server::accept);
        return server;
    }

    /** Where a host connects. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Plugs a dongle in; from now on it leaves this socket and comes back as its simulation says. */
    public void plug(String busId, SimulatedDongle dongle) {
        plug(busId, dongle, Optional.empty());
    }

    /** Plugs a dongle in whose NCM control channel, {@code cdc-wdm}, is answered by a port of another dongle. */
    public void plug(String busId, SimulatedDongle dongle, SimulatedDongle behindChannel) {
        plug(busId, dongle, behindChannel.ports().stream().findFirst());
    }

    private void plug(String busId, SimulatedDongle dongle, Optional<DonglePort> channel) {
        var socket = socket(busId);
        dongle.watchedBy(() -> socket.leaves(dongle), () -> socket.returns(dongle));
        socket.plug(dongle, channel);
    }

    /** Pulls out whatever is in there. */
    public void unplug(String busId) {
        socket(busId).unplug();
    }

    private UsbSocket socket(String busId) {
        return sockets.computeIfAbsent(busId, each -> new UsbSocket());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var host = server.accept();
                Thread.ofVirtual().name("usbip host").start(() -> talk(host));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket host) {
        try (host;
                var in = new DataInputStream(new BufferedInputStream(host.getInputStream()));
                var out = new DataOutputStream(new BufferedOutputStream(host.getOutputStream()))) {
            host.setTcpNoDelay(true);
            in.readUnsignedShort(); // version
            int code = in.readUnsignedShort();
            in.readInt();
            switch (code) {
                case OpMessages.ASK_LIST -> list(out);
                case OpMessages.ASK_IMPORT -> {
                    var busId =
                            new String(in.readNBytes(OpMessages.BUS_ID), StandardCharsets.US_ASCII).replace("\0", "");
                    socket(busId).serve(busId, host, in, out);
                }
                default -> throw new IOException("not a request of USB/IP: " + code);
            }
        } catch (IOException e) {
            // the host hung up, or the device was pulled: both are ends as they should be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(DataOutputStream out) throws IOException {
        var plugged = new TreeMap<String, EmulatedDevice>();
        sockets.forEach((busId, socket) -> socket.device().ifPresent(device -> plugged.put(busId, device)));
        var messages = new OpMessages(out);
        messages.header(OpMessages.LIST, 0);
        out.writeInt(plugged.size());
        for (var each : plugged.entrySet()) {
            messages.device(each.getKey(), each.getValue());
            messages.interfaces(each.getValue());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.values().forEach(UsbSocket::close);
    }
}
