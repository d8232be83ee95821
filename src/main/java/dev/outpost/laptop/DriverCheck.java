package dev.outpost.laptop;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Serial interfaces that no driver has taken: without one there is no port to ask. Network interfaces without a driver do not matter on
 * a laptop.
 *
 * @param loaded drivers that are; empty where the system does not tell, and then nothing is said
 */
record DriverCheck(Set<String> loaded) {
    private static final int ACM = 0x02;

    DriverCheck {
        loaded = Set.copyOf(loaded);
    }

    List<Problem> problems(UsbDevice dongle) {
        var orphans = unbound(dongle, Kind.SERIAL);
        if (loaded.isEmpty() || orphans.isEmpty() || !dongle.serialPorts().isEmpty()) {
            return List.of();
        }
        return List.of(missing(dongle, orphans));
    }

    private Problem missing(UsbDevice dongle, List<UsbInterface> orphans) {
        var module = driver(orphans.getFirst());
        var numbers = orphans.stream().map(i -> String.valueOf(i.number())).toList();
        var what = Checkup.words(dongle) + " has " + orphans.size() + " serial interfaces without a driver ("
                + String.join(", ", numbers) + ")";
        return isLoaded(module)
                ? new Problem(
                        ProblemCode.USB_DRIVER_UNAWARE,
                        what,
                        "the driver " + module + " is loaded and does not know " + dongle.id(),
                        "echo " + dongle.vid() + " " + dongle.pid() + " | sudo tee /sys/bus/usb-serial/drivers/"
                                + module + "1/new_id")
                : new Problem(
                        ProblemCode.USB_DRIVER_MISSING,
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

    private static List<UsbInterface> unbound(UsbDevice dongle, Kind kind) {
        return Layout.of(dongle).of(kind).stream()
                .map(UsbFunction::at)
                .filter(i -> i.driver().equals(Optional.empty()))
                .toList();
    }
}
