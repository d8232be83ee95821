package dev.outpost.workflow.contact;

import dev.outpost.sim.net.VirtualNetwork;
import dev.outpost.sim.router.RouterHardware;
import dev.outpost.sim.router.SimulatedRouter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A simulated router in a process of its own, that answers on port 22 of every address of the network namespace it runs in. Says {@code ready}, then
 * obeys lines on its standard input: each is a command for its own shell.
 */
final class RouterOnCable {
    private RouterOnCable() {}

    /** Words: the MAC. */
    public static void main(String[] words) throws Exception {
        try (var router =
                        new SimulatedRouter(RouterHardware.mr3020("OpenWrt", words[0]), 40, VirtualNetwork.scaled(40));
                var listener = new ServerSocket()) {
            router.start();
            listener.bind(new InetSocketAddress("::", 22));
            Thread.ofVirtual().start(() -> serve(listener, router.address()));
            System.out.println("ready");
            while (System.in.read() >= 0) {
                continue;
            }
        }
        System.exit(0);
    }

    private static void serve(ServerSocket listener, InetSocketAddress router) {
        try {
            while (true) {
                var guest = listener.accept();
                var inside = new Socket();
                inside.connect(router);
                Thread.ofVirtual().start(() -> copy(guest, inside));
                Thread.ofVirtual().start(() -> copy(inside, guest));
            }
        } catch (IOException e) {
            // the router is switched off
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8192];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
