package dev.outpost.cli;

import dev.outpost.contact.FirstContact;
import dev.outpost.dongle.ProbeScope.Way;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDump;
import dev.outpost.step.PlainFile;
import dev.outpost.survey.ProbedRouter;
import dev.outpost.uplink.DumpProblems;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code probe} looks at: this computer, a tree, a dump, a router, a recording. */
final class ProbeSource {
    @Option(
            names = "--port",
            paramLabel = "DEV|tcp:HOST:PORT",
            description = "ask this port only; may be given several times")
    List<String> ports = List.of();

    @Option(names = "--sysfs", paramLabel = "DIR", description = "read DIR as if it were /sys; opens no port")
    @Nullable
    Path sysfs;

    @Option(
            names = "--usb-devices",
            paramLabel = "FILE",
            description = "read a dump of usb-devices, or lsusb -v, instead; opens no port")
    @Nullable
    Path dump;

    @Option(
            names = "--on-router",
            paramLabel = "ADDR",
            description = "the dongle in this router, over SSH: HOST, HOST:PORT or [IPV6%%IFACE]")
    @Nullable
    String router;

    @Option(
            names = "--switch",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "WAY",
            description = "first switch every stick that shows only a disk to what it is, and wait for its ports;"
                    + " WAY where it has several: HuaweiAltMode; StandardEject where no table knows one")
    @Nullable
    String way;

    @Mixin
    RecordOptions tape = new RecordOptions();

    /** Refuses what cannot be together; nothing was touched before this is through. */
    void check(boolean saves) {
        var given = new LinkedHashMap<String, Boolean>();
        given.put("--port", !ports.isEmpty());
        given.put("--sysfs", sysfs != null);
        given.put("--usb-devices", dump != null);
        given.put("--on-router", router != null);
        given.put("--switch", way != null);
        given.put("--save", saves && tape.replay != null);
        given.values().removeIf(is -> !is);
        tape.refuse(List.copyOf(given.keySet()));
    }

    /** Looks; switches sticks first where that was asked for. */
    ProbeDocument look(Frame frame) throws IOException {
        if (way == null) {
            return seen(frame);
        }
        if (sysfs != null || dump != null || router != null) {
            throw RunOptions.mistake(
                    "--switch is for a dongle in this computer, not for a tree, a dump or a router",
                    "outpost probe --switch");
        }
        return new SwitchFirst(frame, LaptopProbe.bus(frame), way).all().told(seen(frame));
    }

    private ProbeDocument seen(Frame frame) throws IOException {
        if (router != null) {
            if (sysfs != null || dump != null) {
                throw RunOptions.mistake(
                        "--on-router looks at the router's own USB tree", "leave --sysfs and --usb-devices out");
            }
            try (var there = router(frame, router)) {
                return there.probe(ports);
            }
        }
        if (tape.replay != null) {
            return RecordOptions.replayed(frame, tape.replay);
        }
        var bus = bus(frame);
        var probe = new LaptopProbe(tape.scene(frame, LaptopProbe.scene(frame, bus)), LaptopProbe::isSameNode);
        var looked = ports.isEmpty() ? sysfs == null && dump == null ? Way.ALL : Way.DESCRIPTORS : Way.PORTS;
        var seen = probe.look(looked, ports);
        var document = bus instanceof UsbDump file ? DumpProblems.told(file, seen) : seen;
        tape.write(looked, ports, probe.devices(), document);
        return document;
    }

    /** The router at an address from the command line, whose dongle is asked. */
    static ProbedRouter router(Frame frame, String address) throws IOException {
        return ProbedRouter.at(new FirstContact(frame.here()), FindCommand.Look.reach(address));
    }

    private UsbBus bus(Frame frame) throws IOException {
        if (dump != null) {
            RunOptions.there("--usb-devices", dump, Files.exists(dump));
            return frame.outside().usbDump(PlainFile.of(dump).bytes());
        }
        if (sysfs != null) {
            RunOptions.there("--sysfs", sysfs, Files.isDirectory(sysfs));
            return frame.outside().usbTree(sysfs, Path.of("/dev"));
        }
        return LaptopProbe.bus(frame);
    }
}
