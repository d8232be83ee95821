package dev.outpost.usbip;

import dev.outpost.bench.dongle.UsbIdentity;

/**
 * Who a device says it is.
 *
 * @param vendor idVendor
 * @param product idProduct
 * @param revision bcdDevice
 * @param deviceClass class/subclass/protocol in hexadecimal
 * @param maker iManufacturer, empty when there is none
 * @param name iProduct, empty when there is none
 * @param serial iSerialNumber, empty when there is none
 */
record DeviceIds(int vendor, int product, int revision, String deviceClass, String maker, String name, String serial) {
    static DeviceIds of(UsbIdentity identity) {
        return new DeviceIds(
                Integer.parseInt(identity.vid(), 16),
                Integer.parseInt(identity.pid(), 16),
                Integer.parseInt(identity.revision(), 16),
                identity.deviceClass(),
                identity.manufacturer(),
                identity.product(),
                identity.serial());
    }
}
