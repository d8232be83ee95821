package dev.outpost.uplink;

import java.util.Optional;

/**
 * Where a dongle is on the router.
 *
 * @param node of its uplink, {@code /dev/ttyUSB0} or {@code usb0}; empty while its drivers are not in
 * @param usbPath {@code 1-1}, which stays when the node's number changes
 */
public record WanPlace(Optional<String> node, Optional<String> usbPath) {}
