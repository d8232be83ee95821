package dev.outpost;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of the loopback for a real server that is told its own: none of those that systems give by themselves, which another test may get at any moment. */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int LAST = 30_000;

    private FreePort() {}

    /** One at which nobody listens. */
    public static int any() throws IOException {
        while (true) {
            try (var once = new ServerSocket(
                    ThreadLocalRandom.current().nextInt(FIRST, LAST), 1, InetAddress.getLoopbackAddress())) {
                return once.getLocalPort();
            } catch (java.net.BindException taken) {
                // another one
            }
        }
    }
}
