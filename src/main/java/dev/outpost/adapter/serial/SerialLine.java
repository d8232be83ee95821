package dev.outpost.adapter.serial;

import com.fazecast.jSerialComm.SerialPort;
import dev.outpost.at.AtPort;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A serial port. jSerialComm's manners, as measured: after a hang-up reads return -1 and writes 0 while {@code isOpen()} stays true; a write
 * to a full buffer never returns in any mode until another thread closes the port.
 */
final class SerialLine implements AtPort {
    private static final int CHUNK = 1024;

    private final String name;
    private final SerialPort port;
    private final AtomicBoolean closed = new AtomicBoolean();

    SerialLine(String name, SerialPort port) {
        this.name = name;
        this.port = port;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        var written = port.writeBytes(bytes, bytes.length);
        if (written != bytes.length) {
            throw gone();
        }
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        if (closed.get()) {
            throw gone();
        }
        var waiting = port.bytesAvailable();
        if (waiting < 0) {
            throw gone();
        }
        if (waiting == 0 && wait.isZero()) {
            return new byte[0];
        }
        // 0 would mean for ever
        var millis = Math.clamp(wait.toMillis(), 1, 60_000);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
        var bytes = new byte[CHUNK];
        var count = port.readBytes(bytes, waiting > 0 ? Math.min(waiting, CHUNK) : CHUNK);
        if (count < 0) {
            throw gone();
        }
        return Arrays.copyOf(bytes, count);
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            port.closePort();
        }
    }

    private IOException gone() {
        return new IOException(name + " is gone: unplugged, or the dongle was reset");
    }
}
