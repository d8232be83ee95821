package dev.outpost.bench.router.usb;

import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.SpecialFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The control node of a modem. Programs that speak QMI or MBIM ask the modem through it; plain reads hear nothing, and the cdc-wdm0 of an
 * E3372h-607 takes everything and never says anything (ModemManager's huawei rules).
 */
public final class ControlDevice implements SpecialFile {
    private final SimulatedDongle dongle;
    private final String module;

    ControlDevice(SimulatedDongle dongle, String module) {
        this.dongle = dongle;
        this.module = module;
    }

    /** The modem behind a node, where that speaks the protocol of the driver and answers at all. */
    public static Optional<ModemState> behind(Optional<SpecialFile> node, String module) {
        return node.filter(ControlDevice.class::isInstance)
                .map(ControlDevice.class::cast)
                .filter(device -> device.module.equals(module))
                .flatMap(device -> device.dongle.control());
    }

    @Override
    public char kind() {
        return 'c';
    }

    @Override
    public InputStream read() {
        var closed = new CountDownLatch(1);
        return new InputStream() {
            @Override
            public int read() {
                try {
                    closed.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    @Override
    public OutputStream write() {
        return OutputStream.nullOutputStream();
    }
}
