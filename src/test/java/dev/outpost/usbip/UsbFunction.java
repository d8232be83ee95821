package dev.outpost.usbip;

import java.util.Optional;
import java.util.Set;

/** One function of a device: one interface or several that belong together, and what their endpoints do. */
interface UsbFunction {
    /** The numbers of its interfaces. */
    Set<Integer> interfaces();

    /** Its part of the configuration descriptor: interfaces with all alternate settings, class descriptors, endpoints. */
    byte[] descriptors();

    /** Whether it owns this endpoint towards the device. */
    default boolean takes(int endpoint) {
        return false;
    }

    /** A class or vendor request to one of its interfaces; empty stalls. */
    default Optional<byte[]> control(Setup setup, byte[] data) {
        return Optional.empty();
    }

    /** Bytes on one of its endpoints. */
    default void received(int endpoint, byte[] data) {}

    /** A host is there. */
    default void plugged(UsbHost host) {}

    /** The host is gone. */
    default void unplugged() {}
}
