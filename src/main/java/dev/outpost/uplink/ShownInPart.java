package dev.outpost.uplink;

import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.SwitchBook;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.UplinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the interfaces would offer that a cut source does not show: by the kernel's list of this id, by the device's profile, by its maker's
 * numbering. All of it is a guess, and so is everything else about such a device.
 */
final class ShownInPart {
    /** Interface numbers go up to 31 (USB 2.0, table 9-10: bNumInterfaces is small in practice). */
    private static final int HIGHEST = 31;

    /** Drivers of the kernel that bind modems only (drivers/usb/serial, drivers/net/usb). */
    private static final Set<String> MODEM_DRIVERS = Set.of(
            "option", "qcserial", "sierra", "hso", "qmi_wwan", "cdc_mbim", "huawei_cdc_ncm", "sierra_net", "kalmia");

    private final UsbDevice device;
    private final Optional<DongleProfile> profile;

    private ShownInPart(UsbDevice device, Optional<DongleProfile> profile) {
        this.device = device;
        this.profile = profile;
    }

    /** Adds what may be missing and lowers the rest; leaves the drafts of a device that was seen whole as they are. */
    static void weigh(List<Draft> drafts, Layout layout, Optional<DongleProfile> profile) {
        layout.device().sight().gap().ifPresent(gap -> {
            new ShownInPart(layout.device(), profile).add(drafts, layout);
            drafts.forEach(draft -> draft.but(gap, Confidence.GUESS));
        });
    }

    /** A dongle by its id, or by a driver that only modems have. */
    static boolean isKnown(UsbDevice device) {
        return IntStream.rangeClosed(0, HIGHEST)
                        .anyMatch(n -> KernelTable.shipped().listsQmi(device, n))
                || SwitchBook.shipped().knows(device)
                || device.interfaces().stream()
                        .flatMap(i -> i.driver().stream())
                        .anyMatch(MODEM_DRIVERS::contains);
    }

    private void add(List<Draft> drafts, Layout layout) {
        if (layout.functions().stream().anyMatch(f -> f.kind().isNetwork())) {
            return;
        }
        unseen().stream()
                .filter(draft -> drafts.stream().noneMatch(d -> d.kind == draft.kind))
                .forEach(drafts::add);
    }

    private List<Draft> unseen() {
        var found = new ArrayList<Draft>();
        kernelsNumber()
                .map(n -> "the kernel's qmi_wwan takes interface " + n + " of " + device.id() + ", which is not shown")
                .ifPresent(words -> found.add(guess(UplinkKind.QMI, words)));
        profile.stream()
                .flatMap(p -> p.advice().stream())
                .filter(DongleProfile.Advice::prefer)
                .forEach(a -> found.add(
                        guess(a.kind(), "what carries the data of this id, as its profile knows it, is not shown")));
        if (found.isEmpty() && hasHuaweisLaterNumbers()) {
            found.add(guess(
                    UplinkKind.NCM, "Huawei sticks with ports of ff/02 and ff/03 carry their data over Huawei NCM"));
        }
        return found;
    }

    private static Draft guess(UplinkKind kind, String words) {
        return new Draft(kind, Optional.empty(), Confidence.GUESS, words);
    }

    private Optional<Integer> kernelsNumber() {
        return IntStream.rangeClosed(0, HIGHEST)
                .filter(n -> device.usbInterface(n).isEmpty())
                .filter(n -> KernelTable.shipped().listsQmi(device, n))
                .boxed()
                .findFirst();
    }

    /** Subclasses 02 and 03 came with the NCM generation (kernel: huawei_cdc_ncm's own triples). */
    private boolean hasHuaweisLaterNumbers() {
        return device.isHuawei()
                && device.interfaces().stream()
                        .flatMap(i -> i.triple().stream())
                        .anyMatch(t -> t.isVendor() && (t.subclass() == 2 || t.subclass() == 3));
    }
}
