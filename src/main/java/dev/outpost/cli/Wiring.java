package dev.outpost.cli;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.adapter.usb.ProcHolders;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.adapter.usb.UsbDevicesText;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.UsbBus;
import dev.outpost.shell.Links;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The one place that names adapters and the virtual bench, and puts them behind the interfaces of the program. */
final class Wiring implements Outside {
    @Override
    public Links links() {
        return new SshLinks();
    }

    @Override
    public Bench bench(Bench.Wish wish) throws IOException {
        throw new IOException("no bench yet");
    }

    @Override
    public List<Bench.Fault> faults() {
        return List.of();
    }

    @Override
    public AtPorts atPorts() {
        return new SerialPorts();
    }

    @Override
    public PortHolders portHolders(Path proc) {
        return new ProcHolders(proc);
    }

    @Override
    public UsbBus usbTree(Path sys, Path dev) {
        return new SysfsBus(sys, dev);
    }

    @Override
    public UsbBus usbDump(String text) {
        return new UsbDevicesText(text);
    }
}
