package dev.outpost.cli;

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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** Everything that reaches beyond this process. {@link Wiring} is the real one; a test brings one that refuses. */
interface Outside {
    /** Opens SSH connections. */
    Links links(Ticker ticker);

    /** What is behind the interfaces of the computer whose {@code proc} and {@code sys} are in this folder. */
    Wire wire(Path root);

    /**
     * Fetches files over HTTP; a laptop that is made of files has no network but its own loopback.
     *
     * @param environment names the proxies
     */
    Web web(Path root, Map<String, String> environment);

    /** The virtual bench, where its jar is beside this program. */
    Optional<ToolProvider> bench();

    /** Serial ports of this computer, and TCP. */
    AtPorts atPorts();

    /** Which other program holds a port. */
    PortHolders portHolders(Path proc);

    /** The USB devices below a folder that stands for {@code /sys}. */
    UsbBus usbTree(Path sys, Path dev);

    /** The files behind {@link #usbTree}; none on a system without them. */
    SysfsReader.Files usbFiles(Path sys);

    /** The computer around its USB devices. */
    UsbHost usbHost(Path root);

    /** What a file about USB devices says. */
    UsbDump usbDump(byte[] file);

    /** Sends mode switch messages. */
    UsbSender usbSender();

    /** The files of usb-modeswitch-data below a folder that stands for {@code /}, by name; none where it is not installed. */
    Map<String, String> modeswitchData(Path root);

    /** Writes a look to a folder that is empty or not there yet. */
    Recorder recorder(Path folder, Map<String, String> environment);

    /** Plays a folder that a recorder wrote. */
    Recorded recording(Path folder);
}
