package dev.outpost.bench.router.usb;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.SpecialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A dongle's serial port as a device node: each open for reading hears what the dongle says from then on. */
public final class TtyDevice implements SpecialFile {
    private final SimulatedDongle dongle;
    private final DonglePort port;
    private final List<Hearing> hearers = new CopyOnWriteArrayList<>();
    private volatile boolean gone;

    TtyDevice(SimulatedDongle dongle, DonglePort port) {
        this.dongle = dongle;
        this.port = port;
    }

    public static Optional<ModemState> modem(SpecialFile node) {
        return Optional.of(node).filter(TtyDevice.class::isInstance).map(tty -> ((TtyDevice) tty).dongle.modem());
    }

    @Override
    public char kind() {
        return 'c';
    }

    @Override
    public InputStream read() {
        var hearing = new Hearing(port);
        hearers.add(hearing);
        return hearing;
    }

    /** The plug is pulled: reads end, writes fail, as after a hang-up of the terminal. */
    void unplugged() {
        gone = true;
        hearers.forEach(Hearing::close);
    }

    @Override
    public OutputStream write() {
        var connection = port.connect(bytes -> {});
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                stillThere();
                connection.send(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                stillThere();
                connection.send(java.util.Arrays.copyOfRange(bytes, from, from + length));
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private void stillThere() throws IOException {
        if (gone) {
            throw new IOException("Input/output error");
        }
    }

    /** What the dongle says, until closed. */
    private static final class Hearing extends InputStream {
        private static final int END = -1;

        private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        private final DonglePort.Connection connection;
        private boolean ended;

        private Hearing(DonglePort port) {
            connection = port.connect(this::add);
        }

        private void add(byte[] bytes) {
            for (var b : bytes) {
                heard.add(b & 255);
            }
        }

        @Override
        public int available() {
            return heard.size();
        }

        @Override
        public int read() throws IOException {
            if (ended) {
                return END;
            }
            try {
                int next = heard.take();
                ended = next == END;
                return next;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopped);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            var first = read();
            if (first < 0) {
                return END;
            }
            buffer[offset] = (byte) first;
            var count = 1;
            while (count < length && !heard.isEmpty() && heard.peek() != END) {
                buffer[offset + count++] = (byte) read();
            }
            return count;
        }

        @Override
        public void close() {
            connection.close();
            heard.add(END);
        }
    }
}
