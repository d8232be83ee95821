package dev.outpost.laptop;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbHost;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at everything between this computer's USB plug and a port that can be asked; opens nothing, changes nothing. The words of the kernel's log
 * are those of Linux drivers/usb/core/hub.c.
 */
public final class UsbDoctor {
    /** Coming once is plugging in, going once is a mode switch; more is a dongle that does not stay. */
    private static final int OFTEN = 3;

    private static final Pattern FAILED = Pattern.compile(
            "usb ([0-9]+-[0-9.]+|[0-9]+-port[0-9]+|usb[0-9]+-port[0-9]+): .*(unable to enumerate USB device|device descriptor read/.*error"
                    + " -[0-9]+|device not accepting address)");

    /** A hub without its own supply gives each port one unit load (USB 2.0, 7.2.1.1), in mA. */
    private static final int UNIT_LOAD = 100;

    /** bmAttributes, bit 6: self-powered (USB 2.0, table 9-10). */
    private static final int SELF_POWERED = 0x40;

    private static final int FULL_SPEED = 12;

    private final List<UsbDevice> devices;
    private final UsbHost host;
    private final PortCheck ports;
    private final SysfsReader.Files files;

    /** The kernel's, oldest first; empty where it may not be read. */
    private final Optional<List<String>> log;

    /** @param files the USB tree that the devices were read from */
    public UsbDoctor(List<UsbDevice> devices, SysfsReader.Files files, UsbHost host, PortHolders holders) {
        this.devices = List.copyOf(devices);
        this.host = host;
        this.ports = new PortCheck(host, holders);
        this.files = files;
        this.log = host.kernelLog();
    }

    public Checkup look() {
        var dongles =
                devices.stream().filter(device -> Layout.of(device).isDongle()).toList();
        var problems = new ArrayList<Problem>();
        var notes = new ArrayList<Note>();
        dongles.forEach(dongle -> {
            problems.addAll(mode(dongle));
            problems.addAll(ports.problems(dongle));
        });
        problems.addAll(failedDevices());
        if (dongles.isEmpty()) {
            problems.add(noDongle());
        }
        dongles.forEach(dongle -> {
            problems.addAll(plug(dongle));
            notes.addAll(notes(dongle));
        });
        notes.addAll(ports.programs());
        notes.addAll(noLog());
        return new Checkup(dongles, problems, notes);
    }

    private Problem noDongle() {
        return ProblemCode.USB_NO_DONGLE.problem(
                devices.isEmpty()
                        ? "nothing is plugged in at USB"
                        : "none of the " + devices.size() + " USB devices here is a dongle",
                "no device has a modem's interfaces, a known storage stick's id, or a network of its own",
                "plug it in, straight into the computer and not through a hub, wait 30 s, then: outpost doctor --usb");
    }

    private static List<Problem> mode(UsbDevice dongle) {
        return switch (Layout.of(dongle).mode()) {
            case STORAGE ->
                List.of(ProblemCode.USB_STORAGE_MODE.problem(
                        Checkup.words(dongle) + " shows a disk only",
                        "such sticks carry their Windows drivers on it and become a modem when they are told to",
                        "outpost probe --switch"));
            case DOWNLOAD ->
                List.of(ProblemCode.USB_DOWNLOAD_MODE.problem(
                        Checkup.words(dongle) + " is in emergency download mode",
                        "its firmware did not start, or somebody asked for it; a byte sent there may be its last",
                        "unplug it, wait 10 s, plug it in again; if it comes back so, its firmware is broken"));
            case MODEM, ROUTER, UNKNOWN -> List.of();
        };
    }

    private List<Note> notes(UsbDevice dongle) {
        var notes = new ArrayList<Note>(ports.notes(dongle));
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

    /** Whether the plug can feed and carry it. */
    private List<Problem> plug(UsbDevice dongle) {
        var problems = new ArrayList<Problem>();
        hub(dongle)
                .filter(this::isBusPowered)
                .flatMap(hub -> starved(dongle, hub))
                .ifPresent(problems::add);
        overCurrent(dongle).ifPresent(problems::add);
        if (dongle.speed().filter(speed -> speed <= FULL_SPEED).isPresent()) {
            problems.add(slow(dongle));
        }
        resets(dongle).ifPresent(problems::add);
        return problems;
    }

    /** {@code 1-1} for {@code 1-1.2}; none where the dongle is in the computer's own port. */
    private static Optional<String> hub(UsbDevice dongle) {
        var dot = dongle.path().lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(dongle.path().substring(0, dot));
    }

    private boolean isBusPowered(String hub) {
        return files.text(hub + "/bmAttributes")
                .filter(text -> text.matches("[0-9a-fA-F]{2}"))
                .map(text -> (Integer.parseInt(text, 16) & SELF_POWERED) == 0)
                .orElse(false);
    }

    private static Optional<Problem> starved(UsbDevice dongle, String hub) {
        return dongle.maxPower()
                .filter(power -> power > UNIT_LOAD)
                .map(power -> ProblemCode.USB_HUB_POWER.problem(
                        Checkup.words(dongle) + " asks for " + power + " mA behind a hub without its own supply",
                        "such a hub (" + hub + ") may give " + UNIT_LOAD
                                + " mA a port; the dongle resets when it transmits",
                        "plug it straight into the computer, or use a hub with a power supply"));
    }

    private Optional<Problem> overCurrent(UsbDevice dongle) {
        return files.text(dongle.path() + "/port/over_current_count")
                .filter(count -> count.matches("[1-9]\\d{0,8}"))
                .map(count -> ProblemCode.USB_OVER_CURRENT.problem(
                        "the port of " + Checkup.words(dongle) + " was switched off " + count
                                + " times for too much current",
                        "the dongle or the cable draws more than the port gives",
                        "use another port, a shorter cable or a hub with a power supply"));
    }

    private static Problem slow(UsbDevice dongle) {
        return ProblemCode.USB_SLOW.problem(
                Checkup.words(dongle) + " is linked at " + dongle.speed().orElseThrow() + " Mbit/s, not at 480",
                "a bad cable or contact, or a hub of the first generation; LTE does not fit through",
                "plug it straight into the computer, without an extension cable");
    }

    private Optional<Problem> resets(UsbDevice dongle) {
        var path = Pattern.quote(dongle.path());
        var went = count(Pattern.compile("usb " + path + ": USB disconnect"));
        var reset = count(Pattern.compile("usb " + path + ": reset [a-z-]+ USB device"));
        if (went + reset < OFTEN) {
            return Optional.empty();
        }
        return Optional.of(ProblemCode.USB_RESETS.problem(
                Checkup.words(dongle) + " does not stay: the kernel's log has " + reset + " resets and " + went
                        + " disconnects of this port",
                "too little power is the usual cause, then the cable, then the dongle's firmware",
                "plug it straight into another port; then: outpost doctor --usb"));
    }

    /** Something was plugged in that did not even say what it is. */
    private List<Problem> failedDevices() {
        return lines().stream()
                .map(FAILED::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .distinct()
                .map(where -> ProblemCode.USB_ENUMERATION.problem(
                        "a device at USB " + where + " did not answer when the computer asked what it is",
                        "the kernel gave it up: power, cable, or a broken device",
                        "unplug it, wait 10 s, plug it into another port without hub and cable"))
                .toList();
    }

    private List<Note> noLog() {
        return log.isPresent()
                ? List.of()
                : List.of(new Note(
                        "the kernel's log cannot be read by this user",
                        "resets are not counted: sudo outpost doctor --usb"));
    }

    private long count(Pattern pattern) {
        return lines().stream().filter(line -> pattern.matcher(line).find()).count();
    }

    private List<String> lines() {
        return log.orElse(List.of());
    }
}
