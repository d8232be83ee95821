package dev.outpost.cli;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbHost;
import dev.outpost.laptop.Checkup;
import dev.outpost.laptop.UsbDoctor;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The USB side of this computer. */
final class UsbCheck {
    private UsbCheck() {}

    /** @param install the udev rules first */
    static Exit look(Frame frame, boolean install) throws IOException {
        var root = frame.around().laptop();
        var host = frame.outside().usbHost(root);
        if (install) {
            install(host, frame.console());
        }
        var sys = root.resolve("sys");
        var devices = frame.outside().usbTree(sys, root.resolve("dev")).devices();
        var checkup = new UsbDoctor(
                        devices,
                        frame.outside().usbFiles(sys),
                        host,
                        frame.outside().portHolders(root.resolve("proc")))
                .look();
        frame.tell(checkup::toJson, () -> print(checkup, frame));
        return checkup.exit();
    }

    private static void install(UsbHost host, Console console) throws IOException {
        try {
            console.step(Mark.DONE, "installed " + host.installRules(), "unplug the dongle and plug it in again");
        } catch (AccessDeniedException e) {
            throw new ProblemException(ProblemCode.USB_RULES_NEED_ROOT.problem(
                    "the udev rules cannot be written by this user",
                    "they are root's to install",
                    "sudo outpost doctor --usb --install-udev-rules"));
        } catch (NoSuchFileException e) {
            throw new ProblemException(ProblemCode.USB_NO_UDEV.problem(
                    "this system has no folder for udev rules",
                    e.getFile() + " cannot be written; it is no Linux with udev",
                    "nothing needs to be installed here; run: outpost doctor --usb"));
        }
    }

    private static void print(Checkup checkup, Frame frame) {
        var console = frame.console();
        for (var dongle : checkup.dongles()) {
            console.step(Mark.SEEN, dongle(dongle), "");
        }
        checkup.notes().forEach(note -> console.step(Mark.SEEN, note.what(), note.evidence()));
        checkup.problems().forEach(frame.complaints()::problem);
        if (checkup.problems().isEmpty()) {
            console.step(Mark.DONE, "nothing stands between this computer and the dongle", "next: outpost probe");
        }
    }

    private static String dongle(UsbDevice dongle) {
        var ports = dongle.serialPorts().size();
        return dongle.id() + dongle.product().map(name -> " " + name).orElse("") + " at USB " + dongle.path() + ", "
                + (ports == 1 ? "1 serial port" : ports + " serial ports");
    }
}
