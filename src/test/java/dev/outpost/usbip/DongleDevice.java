package dev.outpost.usbip;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.dongle.UsbInterface;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Makes a USB device of what a simulated dongle is now: each of its interfaces becomes the function that a kernel driver looks for. */
final class DongleDevice {
    private final SimulatedDongle dongle;
    private final Numbers numbers = new Numbers();
    private final List<UsbFunction> functions = new ArrayList<>();
    private final Optional<DonglePort> channel;
    private boolean hasDisk;

    private DongleDevice(SimulatedDongle dongle, Optional<DonglePort> channel) {
        this.dongle = dongle;
        this.channel = channel;
    }

    /** @param channel who answers on the control channel of an NCM function; nobody is a dead one */
    static EmulatedDevice of(SimulatedDongle dongle, Optional<DonglePort> channel) {
        return new DongleDevice(dongle, channel).device();
    }

    private EmulatedDevice device() {
        var interfaces = dongle.identity().interfaces().stream()
                .sorted(Comparator.comparingInt(UsbInterface::number))
                .toList();
        var left = new ArrayDeque<>(interfaces);
        while (!left.isEmpty()) {
            functions.add(function(left.remove(), left));
        }
        return new EmulatedDevice(
                DeviceIds.of(dongle.identity()),
                interfaces.stream().map(UsbInterface::triple).toList(),
                functions,
                numbers);
    }

    private UsbFunction function(UsbInterface usb, Deque<UsbInterface> next) {
        return switch (usb.triple()) {
            case "02/06/00", "02/06/ff" -> CdcPair.ethernet(usb, next.remove(), numbers);
            case "e0/01/03", "02/02/ff", "ef/04/01" -> CdcPair.rndis(usb, next.remove(), numbers);
            case "ff/01/09" -> CdcPair.qmi(usb, next.remove(), numbers);
            case "ff/02/16", "ff/02/46", "ff/02/76", "ff/03/16" -> new HuaweiNcm(usb, channel, numbers);
            case "08/06/50" -> disk(usb);
            default -> usb.triple().startsWith("ff/") ? serial(usb) : new QuietInterface(usb, numbers);
        };
    }

    private UsbFunction serial(UsbInterface usb) {
        return usb.endpoints() < 2
                ? new QuietInterface(usb, numbers)
                : new VendorSerial(usb, dongle.port(usb.number()), numbers);
    }

    /** The first disk of a dongle is its CD, the second its card slot. */
    private UsbFunction disk(UsbInterface usb) {
        var drive = hasDisk ? ScsiDrive.emptySlot() : ScsiDrive.cd();
        hasDisk = true;
        return new MassStorage(usb, dongle, drive, numbers);
    }
}
