package dev.outpost.bench.router.usb;

/**
 * A board's USB host controller.
 *
 * @param path where it is in sysfs: {@code platform/101c0000.ehci}
 * @param driver as the kernel log names it
 * @param hcd what the root hub's manufacturer ends in
 * @param product of the root hub
 */
public record UsbHost(String path, String driver, String hcd, String product) {
    /** {@code 101c0000.ehci}. */
    String device() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
