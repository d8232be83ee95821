package dev.outpost.at;

import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;

/**
 * A line to a modem: a serial port of this computer, a TCP socket, or a tty of the router. One reader, one writer.
 *
 * <p>Every method may fail with an {@link IOException} once the port is lost; it is not reopened then.
 */
public interface AtPort extends AutoCloseable {
    /** As the user or the system names it: {@code /dev/ttyUSB0}. */
    String name();

    /** Writes all bytes. May block for ever on a wedged modem: {@link #close} from another thread frees it. */
    void write(byte[] bytes) throws IOException;

    /**
     * Writes all bytes, or frees a write that never returns: a modem that stopped reading lets the kernel's buffer fill, and jSerialComm then blocks in
     * every mode; closing the port from another thread is the only way out.
     *
     * @throws Stuck when the port had to be closed
     */
    default void write(byte[] bytes, Duration limit) throws IOException {
        var alarm = Alarm.at(Ticker.REAL.in(limit), this::close);
        try (alarm) {
            write(bytes);
        } catch (Stuck e) {
            throw e;
        } catch (IOException e) {
            if (!alarm.rang()) {
                throw e;
            }
        }
        if (alarm.rang()) {
            throw new Stuck("the write took longer than " + limit);
        }
    }

    /** What came, at once when something is there; empty when nothing came within the wait. */
    byte[] read(Duration wait) throws IOException;

    /** Idempotent, callable from any thread, does not throw. */
    @Override
    void close();

    /** The port knows by itself that this write would never return: nobody has to wait for it. */
    final class Stuck extends IOException {
        private static final long serialVersionUID = 1;

        public Stuck(String words) {
            super(words);
        }
    }
}
