package dev.outpost.at;

import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;

/**
 * Frees a write that never returns: a modem that stopped reading lets the kernel's buffer fill, and jSerialComm then blocks in every
 * mode; closing the port from another thread is the only way out.
 */
final class Watchdog {
    private final Duration limit;

    /** @param limit how long one write may take */
    Watchdog(Duration limit) {
        this.limit = limit;
    }

    /**
     * Writes, or closes the port when that takes too long.
     *
     * @return false when the port had to be closed
     */
    boolean write(AtPort port, byte[] bytes) throws IOException {
        var alarm = Alarm.at(Ticker.REAL.in(limit), port::close);
        try (alarm) {
            port.write(bytes);
        } catch (AtPort.Stuck e) {
            return false;
        } catch (IOException e) {
            if (!alarm.rang()) {
                throw e;
            }
        }
        return !alarm.rang();
    }
}
