package dev.outpost.bench.router.usb;

/**
 * A board's USB host controller.
 *
 * @param path where it is in sysfs: {@code platform/101c0000.ehci}
 * @param hcd what the root hub's manufacturer ends in
 * @param product of the root hub
 */
public record UsbHost(String path, String hcd, String product) {}
