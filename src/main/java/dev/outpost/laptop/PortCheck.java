package dev.outpost.laptop;

import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbHost;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ports that are there and cannot be asked: held by another program, not for this user, or without a node. */
final class PortCheck {
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

    PortCheck(UsbHost host, PortHolders holders) {
        this.host = host;
        this.holders = holders;
    }

    List<Problem> problems(UsbDevice dongle) {
        var problems = new ArrayList<Problem>();
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
        return new Problem(
                ProblemCode.USB_NO_NODE,
                "the kernel has a port for " + Checkup.words(dongle) + ", and " + node + " is not there",
                "nobody makes device nodes here: a container, or a system without udev",
                "run this where the dongle is plugged in, or pass the node into the container");
    }

    private static Problem denied(UsbDevice dongle, List<String> nodes) {
        return new Problem(
                ProblemCode.USB_NO_PERMISSION,
                "this user may not open " + String.join(", ", nodes) + " of " + Checkup.words(dongle),
                "serial ports belong to root and the group dialout, unless udev/70-outpost-dongles.rules gives them to the"
                        + " person at the keyboard",
                "sudo outpost doctor --usb --install-udev-rules, then unplug the dongle and plug it in again");
    }

    private Optional<Problem> held(String node) {
        return holders.holder(node)
                .map(holder -> new Problem(
                        ProblemCode.USB_PORT_BUSY,
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
}
