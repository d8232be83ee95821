package dev.outpost.adapter.ssh;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;

/**
 * One deadline over identification, key exchange and login together: each has its own time limit, and a server that sends a byte before each of them
 * runs out would never meet one.
 */
final class ContactDeadline implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Duration limit;
    private volatile boolean passed;

    ContactDeadline(SSHClient client, Duration limit) {
        this.limit = limit;
        Thread.ofVirtual().name("contact deadline").start(() -> watch(client));
    }

    private void watch(SSHClient client) {
        try {
            if (!over.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                passed = true;
                SshLink.disconnect(client); // what waits for the socket ends with an error
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The error as it was, or that the time was up. */
    IOException explained(IOException e) {
        if (!passed) {
            return e;
        }
        var late = new SocketTimeoutException("no login within " + limit.toSeconds() + " s");
        late.addSuppressed(e);
        return late;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
