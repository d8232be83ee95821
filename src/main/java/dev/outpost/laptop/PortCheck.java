package dev.outpost.laptop;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbHost;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ports that cannot be asked: without a driver, held by another program, not for this user, or without a node. */
final class PortCheck {
    private static final int ACM = 0x02;

    /** Programs that take a modem's ports (facts/modems.md#port-holders), and how a person makes them let go. */
    private static final Map<String, String> GRABBERS = Map.of(
            "ModemManager", "outpost doctor --usb --install-udev-rules, then unplug the dongle and plug it in again",
            "brltty", "if nobody here reads braille: sudo systemctl stop brltty, and unplug and plug in again",
            "gpsd", "sudo systemctl stop gpsd.socket gpsd",
            "pppd", "end the connection that it carries, then try again",
            "minicom", "leave it: Ctrl-A X",
            "picocom", "leave it: Ctrl-A Ctrl-X",
            "screen", "leave it: Ctrl-A K");

    private final UsbHost host;
    private final PortHolders holders;

    /** Drivers that are loaded; empty where the system does not tell, and then nothing is said. */
    private final Set<String> loaded;

    PortCheck(UsbHost host, PortHolders holders) {
        this.host = host;
        this.holders = holders;
        this.loaded = host.drivers();
    }

    List<Problem> problems(UsbDevice dongle) {
        var problems = new ArrayList<Problem>();
        orphaned(dongle).ifPresent(problems::add);
        var denied = new ArrayList<String>();
        for (var port : dongle.serialPorts()) {
            var node = port.tty().orElseThrow();
            switch (host.access(node)) {
                case MISSING -> problems.add(noNode(dongle, node));
                case DENIED -> denied.add(node);
                case OPEN -> held(node).ifPresent(problems::add);
            }
        }
        if (!denied.isEmpty()) {
            problems.add(denied(dongle, denied));
        }
        return problems;
    }

    private static Problem noNode(UsbDevice dongle, String node) {
        return ProblemCode.USB_NO_NODE.problem(
                "the kernel has a port for " + Checkup.words(dongle) + ", and " + node + " is not there",
                "nobody makes device nodes here: a container, or a system without udev",
                "run this where the dongle is plugged in, or pass the node into the container");
    }

    private static Problem denied(UsbDevice dongle, List<String> nodes) {
        return ProblemCode.USB_NO_PERMISSION.problem(
                "this user may not open " + String.join(", ", nodes) + " of " + Checkup.words(dongle),
                "serial ports belong to root and the group dialout, unless udev/70-outpost-dongles.rules gives them to the"
                        + " person at the keyboard",
                "sudo outpost doctor --usb --install-udev-rules, then unplug the dongle and plug it in again");
    }

    private Optional<Problem> held(String node) {
        return holders.holder(node)
                .map(holder -> ProblemCode.USB_PORT_BUSY.problem(
                        node + " is held by " + holder,
                        "two programs on one port read each other's answers",
                        GRABBERS.entrySet().stream()
                                .filter(each -> holder.startsWith(each.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse("close that program, then: outpost doctor --usb")));
    }

    /** Programs that may come for a port later. */
    List<Note> programs() {
        return host.programs().entrySet().stream()
                .filter(each -> GRABBERS.containsKey(each.getValue()))
                .map(each -> new Note(
                        each.getValue() + " runs (pid " + each.getKey() + ")",
                        each.getValue().equals("ModemManager") && host.hasRules()
                                ? "the udev rules keep it off dongles"
                                : "it may take a dongle's ports"))
                .toList();
    }

    /** Serial interfaces that no driver has taken: without one there is no port to ask. */
    private Optional<Problem> orphaned(UsbDevice dongle) {
        var orphans = Layout.of(dongle).of(Kind.SERIAL).stream()
                .map(UsbFunction::at)
                .filter(i -> i.driver().equals(Optional.empty()))
                .toList();
        return loaded.isEmpty() || orphans.isEmpty() || !dongle.serialPorts().isEmpty()
                ? Optional.empty()
                : Optional.of(missing(dongle, orphans));
    }

    private Problem missing(UsbDevice dongle, List<UsbInterface> orphans) {
        var module = driver(orphans.getFirst());
        var numbers = orphans.stream().map(i -> String.valueOf(i.number())).toList();
        var what = Checkup.words(dongle) + " has " + orphans.size() + " serial interfaces without a driver ("
                + String.join(", ", numbers) + ")";
        return isLoaded(module)
                ? ProblemCode.USB_DRIVER_UNAWARE.problem(
                        what,
                        "the driver " + module + " is loaded and does not know " + dongle.id(),
                        "echo " + dongle.vid() + " " + dongle.pid() + " | sudo tee /sys/bus/usb-serial/drivers/"
                                + module + "1/new_id")
                : ProblemCode.USB_DRIVER_MISSING.problem(
                        what,
                        "the kernel module " + module + " is not loaded",
                        "sudo modprobe " + module + "; in a minimal system first install the kernel's extra modules");
    }

    private boolean isLoaded(String module) {
        return loaded.contains(module) || loaded.contains(module + "1");
    }

    /** The modem class has a driver of its own; vendors' interfaces are option's (Linux drivers/usb/serial/option.c). */
    private static String driver(UsbInterface i) {
        return i.triple().filter(t -> t.interfaceClass() == ACM).isPresent() ? "cdc_acm" : "option";
    }

    /** Network interfaces without a driver do not matter on a laptop. */
    List<Note> notes(UsbDevice dongle) {
        if (loaded.isEmpty()) {
            return List.of(
                    new Note("drivers of " + Checkup.words(dongle), "this system does not tell which are bound"));
        }
        return Layout.of(dongle).functions().stream()
                .filter(f -> f.kind().isNetwork() && f.at().driver().isEmpty())
                .map(UsbFunction::because)
                .map(because -> new Note(because + " has no driver here", "none is needed on this computer"))
                .toList();
    }
}
