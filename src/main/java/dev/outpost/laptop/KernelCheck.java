package dev.outpost.laptop;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.laptop.Checkup.Note;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the kernel's log says of the plug. Its words are those of Linux drivers/usb/core/hub.c.
 *
 * @param log oldest first; empty where it may not be read
 */
record KernelCheck(Optional<List<String>> log) {
    /** Coming once is plugging in, going once is a mode switch; more is a dongle that does not stay. */
    private static final int OFTEN = 3;

    private static final Pattern FAILED = Pattern.compile(
            "usb ([0-9]+-[0-9.]+|[0-9]+-port[0-9]+|usb[0-9]+-port[0-9]+): .*(unable to enumerate USB device|device descriptor read/.*error"
                    + " -[0-9]+|device not accepting address)");

    List<Problem> resets(UsbDevice dongle) {
        var path = Pattern.quote(dongle.path());
        var went = count(Pattern.compile("usb " + path + ": USB disconnect"));
        var reset = count(Pattern.compile("usb " + path + ": reset [a-z-]+ USB device"));
        if (went + reset < OFTEN) {
            return List.of();
        }
        return List.of(new Problem(
                ProblemCode.USB_RESETS,
                Checkup.words(dongle) + " does not stay: the kernel's log has " + reset + " resets and " + went
                        + " disconnects of this port",
                "too little power is the usual cause, then the cable, then the dongle's firmware",
                "plug it straight into another port; then: outpost doctor --usb"));
    }

    /** Something was plugged in that did not even say what it is. */
    List<Problem> failedDevices() {
        return lines().stream()
                .map(FAILED::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .distinct()
                .map(where -> new Problem(
                        ProblemCode.USB_ENUMERATION,
                        "a device at USB " + where + " did not answer when the computer asked what it is",
                        "the kernel gave it up: power, cable, or a broken device",
                        "unplug it, wait 10 s, plug it into another port without hub and cable"))
                .toList();
    }

    List<Note> notes() {
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
