package dev.outpost.cli;

import dev.outpost.adapter.http.HttpWeb;
import dev.outpost.adapter.net.NetWire;
import dev.outpost.adapter.recording.FolderRecorder;
import dev.outpost.adapter.recording.FolderReplay;
import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.adapter.usb.LibusbBus;
import dev.outpost.adapter.usb.LibusbSender;
import dev.outpost.adapter.usb.LinuxHost;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.adapter.usb.pasted.PastedUsb;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.Recorded;
import dev.outpost.dongle.Recorder;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDump;
import dev.outpost.dongle.UsbHost;
import dev.outpost.dongle.UsbSender;
import dev.outpost.shell.Links;
import dev.outpost.shell.Web;
import dev.outpost.shell.Wire;
import dev.outpost.step.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;

/** The one place that names adapters, and puts them behind the interfaces of the program. */
final class Wiring implements Outside {
    @Override
    public Links links(Ticker ticker) {
        return new SshLinks(ticker);
    }

    @Override
    public Wire wire(Path root) {
        return root.equals(Path.of("/")) ? new NetWire() : Wire.NONE; // behind a laptop made of files is nobody
    }

    @Override
    public Web web(Path root, Map<String, String> environment) {
        return root.equals(Path.of("/")) ? HttpWeb.to(environment) : HttpWeb.toLoopbackOnly();
    }

    @Override
    public Optional<ToolProvider> bench() {
        return ServiceLoader.load(ToolProvider.class, Wiring.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(tool -> tool.name().equals(Bench.TOOL))
                .findFirst();
    }

    @Override
    public AtPorts atPorts() {
        return new SerialPorts();
    }

    @Override
    public PortHolders portHolders(Path proc) {
        return LinuxHost.holders(proc);
    }

    @Override
    public UsbBus usbTree(Path sys, Path dev) {
        return Files.isDirectory(Path.of("/proc/self")) || Files.isDirectory(sys.resolve("bus"))
                ? new SysfsBus(sys, dev)
                : new LibusbBus(); // Windows and macOS have neither
    }

    @Override
    public SysfsReader.Files usbFiles(Path sys) {
        return SysfsBus.files(sys);
    }

    @Override
    public UsbHost usbHost(Path root) {
        return new LinuxHost(root);
    }

    @Override
    public UsbDump usbDump(byte[] file) {
        return PastedUsb.read(file);
    }

    @Override
    public UsbSender usbSender() {
        return new LibusbSender();
    }

    @Override
    public Map<String, String> modeswitchData(Path root) {
        return new LinuxHost(root).modeswitchData();
    }

    @Override
    public Recorder recorder(Path folder, Map<String, String> environment) {
        return new FolderRecorder(folder, environment);
    }

    @Override
    public Recorded recording(Path folder) {
        return new FolderReplay(folder);
    }
}
