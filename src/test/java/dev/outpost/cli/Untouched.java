package dev.outpost.cli;

import dev.outpost.adapter.recording.FolderReplay;
import dev.outpost.adapter.usb.LinuxHost;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDump;
import dev.outpost.dongle.UsbHost;
import dev.outpost.dongle.UsbSender;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.Links;
import dev.outpost.shell.Web;
import dev.outpost.shell.Wire;
import dev.outpost.step.Ticker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** An outside that nobody may touch: it writes down who tried. */
final class Untouched extends Wiring {
    final List<String> contacted = new ArrayList<>();
    boolean breaks;
    boolean hasBench = true;

    @Override
    Links links(Ticker ticker) {
        return (route, credentials, policy) -> {
            contacted.add(route.toString());
            throw new LinkException(Reason.SILENT, "nobody is there", null);
        };
    }

    @Override
    Wire wire(Path root) {
        return Wire.NONE;
    }

    @Override
    Web web(Path root, Map<String, String> environment) {
        return Web.NONE;
    }

    @Override
    Optional<ToolProvider> bench() {
        return hasBench ? Optional.of(new StubBench()) : Optional.empty();
    }

    @Override
    AtPorts atPorts() {
        return name -> {
            contacted.add(name);
            throw new AtPorts.PortRefused(AtPorts.Reason.MISSING, "no port here");
        };
    }

    @Override
    PortHolders portHolders(Path proc) {
        return path -> Optional.empty();
    }

    @Override
    UsbBus usbTree(Path sys, Path dev) {
        return List::of;
    }

    @Override
    SysfsReader.Files usbFiles(Path sys) {
        return SysfsBus.files(sys);
    }

    @Override
    UsbHost usbHost(Path root) {
        return new LinuxHost(root);
    }

    @Override
    UsbDump usbDump(byte[] file) {
        return UsbDump.nothing("a file that nobody reads");
    }

    @Override
    UsbSender usbSender() {
        return (device, messages) -> {
            contacted.add(device.id() + " at " + device.path());
            return new UsbSender.Sending.Refused("nobody sends here");
        };
    }

    @Override
    Map<String, String> modeswitchData(Path root) {
        return Map.of();
    }

    @Override
    Scene.Recorder recorder(Path folder, Map<String, String> environment) {
        contacted.add("recorder " + folder);
        throw new IllegalStateException("nothing is recorded here");
    }

    @Override
    Scene.Recorded recording(Path folder) {
        return new FolderReplay(folder);
    }

    /** Lists what a bench has, and does not start. */
    private final class StubBench implements ToolProvider {
        @Override
        public String name() {
            return Bench.TOOL;
        }

        @Override
        public int run(PrintWriter out, PrintWriter err, String... words) {
            if (breaks || !words[0].equals("list")) {
                contacted.add("bench");
                throw new IllegalStateException("broken on purpose");
            }
            out.println("fault\tno-signal\tno coverage");
            out.println("fault\tflash-full\tno room");
            out.println("board\tmr3020-v3\ttplink,tl-mr3020-v3");
            out.println("release\t24.10\tOpenWrt 24.10");
            out.println("release\t25.12\tOpenWrt 25.12");
            return 0;
        }
    }
}
