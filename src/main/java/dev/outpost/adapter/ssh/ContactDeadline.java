package dev.outpost.adapter.ssh;

import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import net.schmizz.sshj.SSHClient;

/**
 * One deadline over identification, key exchange and login together: each has its own time limit, and a server that sends a byte before each of them
 * runs out would never meet one.
 */
final class ContactDeadline implements AutoCloseable {
    private final Duration limit;
    private final Alarm alarm;

    ContactDeadline(SSHClient client, Ticker ticker, Duration limit) {
        this.limit = limit;
        this.alarm = Alarm.at(
                ticker.in(limit), () -> SshLink.disconnect(client)); // what waits for the socket ends with an error
    }

    /** The error as it was, or that the time was up. */
    IOException explained(IOException e) {
        if (!alarm.rang()) {
            return e;
        }
        var late = new SocketTimeoutException("no login within " + limit.toSeconds() + " s");
        late.addSuppressed(e);
        return late;
    }

    @Override
    public void close() {
        alarm.close();
    }
}
