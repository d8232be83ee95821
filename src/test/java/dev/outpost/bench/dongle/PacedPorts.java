package dev.outpost.bench.dongle;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.dongle.Prober;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The ports of a simulated dongle inside this JVM, by interface number, in the dongle's own time: the program's clock and its waits run as
 * much faster as the dongle does.
 */
record PacedPorts(SimulatedDongle dongle, Ticker time) implements AtPorts {
    PacedPorts(SimulatedDongle dongle, int times) {
        this(dongle, RoomTime.ROOM.faster(times));
    }

    /** Asks one interface, whose USB side is not shown. */
    ProbeDocument.Dongle probe(int usbInterface) {
        var prober = new Prober(this, path -> Optional.empty(), time);
        return new DongleProbe(prober, ProfileBook.shipped(), String::equals, time::nanos)
                .ports(List.of(Integer.toString(usbInterface)), List.of())
                .dongles()
                .getFirst();
    }

    @Override
    public AtPort open(String name) throws PortRefused {
        if (!dongle.isPresent()) {
            throw new PortRefused(Reason.MISSING, name + " is not there");
        }
        return new Paced(name, dongle.port(Integer.parseInt(name)).orElseThrow(), time);
    }

    private static final class Paced implements AtPort {
        private final String name;
        private final Ticker time;
        private final LinkedBlockingQueue<byte[]> said = new LinkedBlockingQueue<>();
        private final DonglePort.Connection connection;

        Paced(String name, DonglePort port, Ticker time) {
            this.name = name;
            this.time = time;
            this.connection = port.connect(said::add);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void write(byte[] bytes) {
            connection.send(bytes);
        }

        @Override
        public byte[] read(Duration wait) throws IOException {
            try {
                var first = time.in(wait).poll(said);
                var all = new ByteArrayOutputStream();
                for (var each = first; each != null; each = said.poll()) {
                    all.writeBytes(each);
                }
                return all.toByteArray();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
