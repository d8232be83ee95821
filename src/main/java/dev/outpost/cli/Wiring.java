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
import dev.outpost.dongle.Scene;
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

/**
 * Everything that reaches beyond this process: the one place that names adapters, and puts them behind the interfaces of the program. A test
 * brings one that refuses.
 */
class Wiring {
    /** Opens SSH connections. */
    Links links(Ticker ticker) {
        return new SshLinks(ticker);
    }

    /** What is behind the interfaces of the computer whose {@code proc} and {@code sys} are in this folder. */
    Wire wire(Path root) {
        return root.equals(Path.of("/")) ? new NetWire() : Wire.NONE; // behind a laptop made of files is nobody
    }

    /**
     * Fetches files over HTTP; a laptop that is made of files has no network but its own loopback.
     *
     * @param environment names the proxies
     */
    Web web(Path root, Map<String, String> environment) {
        return root.equals(Path.of("/")) ? HttpWeb.to(environment) : HttpWeb.toLoopbackOnly();
    }

    /** The virtual bench, where its jar is beside this program. */
    Optional<ToolProvider> bench() {
        return ServiceLoader.load(ToolProvider.class, Wiring.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(tool -> tool.name().equals(Bench.TOOL))
                .findFirst();
    }

    /** Serial ports of this computer, and TCP. */
    AtPorts atPorts() {
        return new SerialPorts();
    }

    /** Which other program holds a port. */
    PortHolders portHolders(Path proc) {
        return LinuxHost.holders(proc);
    }

    /** The USB devices below a folder that stands for {@code /sys}. */
    UsbBus usbTree(Path sys, Path dev) {
        return Files.isDirectory(Path.of("/proc/self")) || Files.isDirectory(sys.resolve("bus"))
                ? new SysfsBus(sys, dev)
                : new LibusbBus(); // Windows and macOS have neither
    }

    /** The files behind {@link #usbTree}; none on a system without them. */
    SysfsReader.Files usbFiles(Path sys) {
        return SysfsBus.files(sys);
    }

    /** The computer around its USB devices. */
    UsbHost usbHost(Path root) {
        return new LinuxHost(root);
    }

    /** What a file about USB devices says. */
    UsbDump usbDump(byte[] file) {
        return PastedUsb.read(file);
    }

    /** Sends mode switch messages. */
    UsbSender usbSender() {
        return new LibusbSender();
    }

    /** The files of usb-modeswitch-data below a folder that stands for {@code /}, by name; none where it is not installed. */
    Map<String, String> modeswitchData(Path root) {
        return new LinuxHost(root).modeswitchData();
    }

    /** Writes a look to a folder that is empty or not there yet. */
    Scene.Recorder recorder(Path folder, Map<String, String> environment) {
        return new FolderRecorder(folder, environment);
    }

    /** Plays a folder that a recorder wrote. */
    Scene.Recorded recording(Path folder) {
        return new FolderReplay(folder);
    }
}
