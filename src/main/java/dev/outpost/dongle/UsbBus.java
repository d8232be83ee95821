package dev.outpost.dongle;

import java.util.List;

/** The USB devices of a machine: this computer's sysfs, libusb, a router's sysfs, or a dump from a forum. */
public interface UsbBus {
    /** Every device that is no hub, by path. Reads only. */
    List<UsbDevice> devices();

    /** What the storage driver found behind a device; nothing where the source cannot tell. */
    default List<ScsiUnit> scsiUnits(UsbDevice device) {
        return List.of();
    }

    /**
     * A disk or CD-ROM as the storage driver sees it behind a USB interface.
     *
     * @param vendor of the INQUIRY answer
     * @param model likewise
     */
    record ScsiUnit(String vendor, String model) {}
}
