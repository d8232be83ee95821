package dev.outpost.laptop;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.SysfsFiles;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbHost;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything between this computer's USB plug and a port that can be asked; opens nothing, changes nothing. */
public final class UsbDoctor {
    private final List<UsbDevice> devices;
    private final UsbHost host;
    private final PortCheck ports;
    private final DriverCheck drivers;
    private final PowerCheck power;
    private final KernelCheck kernel;

    /** @param files the USB tree that the devices were read from */
    public UsbDoctor(List<UsbDevice> devices, SysfsFiles files, UsbHost host, PortHolders holders) {
        this.devices = List.copyOf(devices);
        this.host = host;
        this.ports = new PortCheck(host, holders);
        this.drivers = new DriverCheck(host.drivers());
        this.power = new PowerCheck(files);
        this.kernel = new KernelCheck(host.kernelLog());
    }

    public Checkup look() {
        var dongles =
                devices.stream().filter(device -> Layout.of(device).isDongle()).toList();
        var problems = new ArrayList<Problem>();
        var notes = new ArrayList<Note>();
        dongles.forEach(dongle -> {
            problems.addAll(mode(dongle));
            problems.addAll(drivers.problems(dongle));
            problems.addAll(ports.problems(dongle));
        });
        problems.addAll(kernel.failedDevices());
        if (dongles.isEmpty()) {
            problems.add(noDongle());
        }
        dongles.forEach(dongle -> {
            problems.addAll(power.problems(dongle));
            problems.addAll(kernel.resets(dongle));
            notes.addAll(notes(dongle));
        });
        notes.addAll(ports.programs());
        notes.addAll(kernel.notes());
        return new Checkup(dongles, problems, notes);
    }

    private Problem noDongle() {
        return new Problem(
                ProblemCode.USB_NO_DONGLE,
                devices.isEmpty()
                        ? "nothing is plugged in at USB"
                        : "none of the " + devices.size() + " USB devices here is a dongle",
                "no device has a modem's interfaces, a known storage stick's id, or a network of its own",
                "plug it in, straight into the computer and not through a hub, wait 30 s, then: outpost doctor --usb");
    }

    private static List<Problem> mode(UsbDevice dongle) {
        return switch (Layout.of(dongle).mode()) {
            case STORAGE ->
                List.of(new Problem(
                        ProblemCode.USB_STORAGE_MODE,
                        Checkup.words(dongle) + " shows a disk only",
                        "such sticks carry their Windows drivers on it and become a modem when they are told to",
                        "outpost probe --switch"));
            case DOWNLOAD ->
                List.of(new Problem(
                        ProblemCode.USB_DOWNLOAD_MODE,
                        Checkup.words(dongle) + " is in emergency download mode",
                        "its firmware did not start, or somebody asked for it; a byte sent there may be its last",
                        "unplug it, wait 10 s, plug it in again; if it comes back so, its firmware is broken"));
            case MODEM, ROUTER, UNKNOWN -> List.of();
        };
    }

    private List<Note> notes(UsbDevice dongle) {
        var notes = new ArrayList<Note>(drivers.notes(dongle));
        if (Layout.of(dongle).mode() == Mode.ROUTER) {
            notes.add(
                    new Note(
                            Checkup.words(dongle) + " is a router of its own",
                            "it has no AT port to ask; with stick firmware it would be a modem, which this program cannot change"));
        }
        if (!host.hasRules() && !dongle.serialPorts().isEmpty()) {
            notes.add(new Note(
                    "the udev rules are not installed",
                    "they keep ModemManager off: outpost doctor --usb --install-udev-rules"));
        }
        return notes;
    }
}
