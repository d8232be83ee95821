package dev.outpost.dongle;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.util.List;

/** What keeps a stick in storage mode, in words. */
final class SwitchProblems {
    private SwitchProblems() {}

    static Problem noWay(UsbDevice stick) {
        return ProblemCode.MODE_NO_WAY.problem(
                name(stick) + " shows only a disk, and no message is known that switches it",
                "no device profile, no usb-modeswitch-data on this system and not our table of it ("
                        + SwitchTable.shipped().source() + ") has this id with these strings",
                "try by hand: outpost probe --switch=" + SwitchBook.EJECT);
    }

    /** Somebody names a way for it that this program cannot go. */
    static Problem cannot(UsbDevice stick, SwitchWay way) {
        return ProblemCode.MODE_NO_WAY.problem(
                name(stick) + " shows only a disk, and is switched by " + way.word() + ", which Outpost does not send",
                way.source(),
                way.word().equals("Message")
                        ? "on Debian: apt install usb-modeswitch-data, which has the message; then run: outpost probe --switch"
                        : "on Debian: apt install usb-modeswitch; plug the dongle out and in again; then run: outpost probe");
    }

    /** A person asked for a way that is not this stick's. */
    static Problem notThisWay(UsbDevice stick, String wanted, List<SwitchWay> able) {
        var words = able.stream().map(SwitchWay::word).distinct().toList();
        return ProblemCode.MODE_NO_WAY.problem(
                name(stick) + " was not switched: " + wanted + " is no way of this stick",
                "it is switched by " + String.join(" or ", words),
                "outpost probe --switch=" + words.getFirst());
    }

    static Problem denied(UsbDevice stick, String node) {
        return ProblemCode.MODE_DENIED.problem(
                name(stick) + " was not switched: this user may not open " + node,
                "USB nodes are root's alone unless a udev rule gives them to you (udev/70-outpost-dongles.rules)",
                "sudo scripts/install-udev-rules; plug the dongle out and in again; then run: outpost probe --switch");
    }

    static Problem refused(UsbDevice stick, String why) {
        return ProblemCode.MODE_NOT_SENT.problem(
                name(stick) + " was not switched: the message could not be sent",
                why,
                "plug the dongle out and in again; then run: outpost probe --switch");
    }

    static Problem stillDisk(UsbDevice stick, SwitchWay way, boolean left, String evidence) {
        return ProblemCode.MODE_STILL_STORAGE.problem(
                name(stick) + (left ? " came back as a disk" : " is still a disk") + " "
                        + seconds(ModeSwitcher.BACK_WITHIN.plus(ModeSwitcher.DRIVERS_WITHIN)) + " after the message",
                way.word() + " (" + way.source() + "): " + evidence,
                "plug the dongle out and in again, best at another port; then run: outpost probe --switch");
    }

    static Problem notBack(UsbDevice stick, List<String> newcomers, String evidence) {
        var meanwhile = newcomers.isEmpty()
                ? ""
                : "; meanwhile " + String.join(" and ", newcomers) + " appeared, which may be another dongle";
        return ProblemCode.MODE_NOT_BACK.problem(
                name(stick) + " left after the message and did not come back in "
                        + seconds(ModeSwitcher.BACK_WITHIN.plus(ModeSwitcher.DRIVERS_WITHIN)),
                evidence + meanwhile + "; a weak port or cable is the usual reason",
                "plug it into another port or a powered hub; then run: outpost probe");
    }

    private static String name(UsbDevice stick) {
        return stick.id() + " at USB " + stick.path();
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
