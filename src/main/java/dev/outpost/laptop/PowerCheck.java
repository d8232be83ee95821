package dev.outpost.laptop;

import dev.outpost.dongle.SysfsFiles;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the plug can feed and carry the dongle. */
final class PowerCheck {
    /** A hub without its own supply gives each port one unit load (USB 2.0, 7.2.1.1), in mA. */
    private static final int UNIT_LOAD = 100;

    /** bmAttributes, bit 6: self-powered (USB 2.0, table 9-10). */
    private static final int SELF_POWERED = 0x40;

    private static final int FULL_SPEED = 12;

    private final SysfsFiles files;

    PowerCheck(SysfsFiles files) {
        this.files = files;
    }

    List<Problem> problems(UsbDevice dongle) {
        var problems = new ArrayList<Problem>();
        hub(dongle)
                .filter(this::isBusPowered)
                .flatMap(hub -> starved(dongle, hub))
                .ifPresent(problems::add);
        overCurrent(dongle).ifPresent(problems::add);
        if (dongle.speed().filter(speed -> speed <= FULL_SPEED).isPresent()) {
            problems.add(slow(dongle));
        }
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
                .map(power -> new Problem(
                        ProblemCode.USB_HUB_POWER,
                        Checkup.words(dongle) + " asks for " + power + " mA behind a hub without its own supply",
                        "such a hub (" + hub + ") may give " + UNIT_LOAD
                                + " mA a port; the dongle resets when it transmits",
                        "plug it straight into the computer, or use a hub with a power supply"));
    }

    private Optional<Problem> overCurrent(UsbDevice dongle) {
        return files.text(dongle.path() + "/port/over_current_count")
                .filter(count -> count.matches("[1-9]\\d{0,8}"))
                .map(count -> new Problem(
                        ProblemCode.USB_OVER_CURRENT,
                        "the port of " + Checkup.words(dongle) + " was switched off " + count
                                + " times for too much current",
                        "the dongle or the cable draws more than the port gives",
                        "use another port, a shorter cable or a hub with a power supply"));
    }

    private static Problem slow(UsbDevice dongle) {
        return new Problem(
                ProblemCode.USB_SLOW,
                Checkup.words(dongle) + " is linked at " + dongle.speed().orElseThrow() + " Mbit/s, not at 480",
                "a bad cable or contact, or a hub of the first generation; LTE does not fit through",
                "plug it straight into the computer, without an extension cable");
    }
}
