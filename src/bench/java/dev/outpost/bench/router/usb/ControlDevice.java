package dev.outpost.bench.router.usb;

import dev.outpost.bench.dongle.ModemControl;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.SpecialFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The control node of a QMI or MBIM modem. The programs that speak the protocol ask the modem through it; plain reads hear nothing. */
public final class ControlDevice implements SpecialFile {
    private final SimulatedDongle dongle;
    private final String module;
    private final DeadDevice bytes = new DeadDevice();

    ControlDevice(SimulatedDongle dongle, String module) {
        this.dongle = dongle;
        this.module = module;
    }

    /** The modem behind a node, where that speaks the protocol of the driver and answers at all. */
    public static Optional<ModemControl> behind(Optional<SpecialFile> node, String module) {
        return node.filter(ControlDevice.class::isInstance)
                .map(ControlDevice.class::cast)
                .filter(device -> device.module.equals(module))
                .map(device -> device.dongle.control())
                .filter(control -> !control.isSilent());
    }

    @Override
    public char kind() {
        return 'c';
    }

    @Override
    public InputStream read() {
        return bytes.read();
    }

    @Override
    public OutputStream write() {
        return bytes.write();
    }
}
