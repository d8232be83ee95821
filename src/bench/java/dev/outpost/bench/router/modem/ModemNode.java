package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.SpecialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A dongle's device node. Of a serial port each open for reading hears what the dongle says from then on. Through a control node programs
 * ask that speak QMI or MBIM; plain reads hear nothing there, and the cdc-wdm0 of an E3372h-607 takes everything and never says anything
 * (ModemManager's huawei rules).
 */
public final class ModemNode implements SpecialFile {
    private final SimulatedDongle dongle;
    private final String module;
    private final Optional<DonglePort> port;
    private final List<Hearing> hearers = new CopyOnWriteArrayList<>();
    private volatile boolean gone;

    /** @param port what is behind it; a control node has none that speaks lines */
    ModemNode(SimulatedDongle dongle, String module, Optional<DonglePort> port) {
        this.dongle = dongle;
        this.module = module;
        this.port = port;
    }

    private static Optional<ModemNode> of(Optional<SpecialFile> node, boolean isSerial) {
        return node.filter(ModemNode.class::isInstance)
                .map(ModemNode.class::cast)
                .filter(each -> each.port.isPresent() == isSerial);
    }

    /** The modem behind a serial port. */
    public static Optional<ModemState> modem(SpecialFile node) {
        return of(Optional.of(node), true).map(tty -> tty.dongle.modem());
    }

    /** The modem behind a control node, where that speaks the protocol of the driver and answers at all. */
    public static Optional<ModemState> behind(Optional<SpecialFile> node, String module) {
        return of(node, false).filter(each -> each.module.equals(module)).flatMap(each -> each.dongle.control());
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
        if (port.isEmpty()) {
            return OutputStream.nullOutputStream();
        }
        var connection = port.get().connect(bytes -> {});
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (gone) {
                    throw new IOException("Input/output error");
                }
                connection.send(Arrays.copyOfRange(bytes, from, from + length));
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** What the dongle says, until closed. */
    private static final class Hearing extends InputStream {
        private static final int END = -1;

        private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        private final Optional<DonglePort.Connection> connection;
        private boolean ended;

        private Hearing(Optional<DonglePort> port) {
            connection = port.map(each -> each.connect(this::add));
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
            connection.ifPresent(DonglePort.Connection::close);
            heard.add(END);
        }
    }
}
