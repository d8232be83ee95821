package dev.outpost.laptop;

import dev.outpost.dongle.UsbDevice;

/** A device in words. */
final class Words {
    private Words() {}

    /** {@code 12d1:1506 HUAWEI_MOBILE at USB 1-1}. */
    static String of(UsbDevice device) {
        return device.id()
                + device.product()
                        .or(device::manufacturer)
                        .map(name -> " " + name)
                        .orElse("") + " at USB "
                + device.path();
    }
}
