package dev.outpost.adapter.usb;

import dev.outpost.dongle.SwitchMessage;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbSender;
import java.util.List;
import java.util.Optional;
import org.usb4java.Device;
import org.usb4java.DeviceDescriptor;
import org.usb4java.DeviceHandle;
import org.usb4java.DeviceList;
import org.usb4java.LibUsb;

/** Sends mode switch messages through libusb, whose native library is loaded at the first message. */
public final class LibusbSender implements UsbSender {
    @Override
    public Sending send(UsbDevice device, List<SwitchMessage> messages) {
        return LibusbBus.listed(
                list -> find(list, device)
                        .map(found -> opened(found, messages))
                        .orElseGet(() -> new Sending.Refused(device.id() + " is not at USB " + device.path()
                                + " any more, or libusb does not see it")),
                Sending.Refused::new);
    }

    /** At its path, and still itself: somebody may have plugged in another thing meanwhile. */
    private static Optional<Device> find(DeviceList list, UsbDevice wanted) {
        for (var device : list) {
            var about = new DeviceDescriptor();
            if (LibUsb.getDeviceDescriptor(device, about) == LibUsb.SUCCESS
                    && LibusbBus.path(device).equals(wanted.path())
                    && LibusbBus.id(about.idVendor()).equals(wanted.vid())
                    && LibusbBus.id(about.idProduct()).equals(wanted.pid())) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    private static Sending opened(Device device, List<SwitchMessage> messages) {
        var handle = new DeviceHandle();
        var result = LibUsb.open(device, handle);
        if (result == LibUsb.ERROR_ACCESS) {
            return new Sending.Denied(
                    "/dev/bus/usb/%03d/%03d".formatted(LibUsb.getBusNumber(device), LibUsb.getDeviceAddress(device)));
        }
        if (result < 0) {
            return new Sending.Refused("the device cannot be opened: " + LibUsb.strError(result));
        }
        try {
            return new SwitchTransfer(device, handle).send(messages);
        } finally {
            LibUsb.close(handle);
        }
    }
}
