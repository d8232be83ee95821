/**
 * USB devices that a real Linux kernel enumerates without hardware: a USB/IP server whose devices are the simulated dongles. The
 * kernel's {@code vhci-hcd} is the other end. Protocol: the kernel's Documentation/usb/usbip_protocol.rst; big-endian on the wire,
 * except inside USB's own payloads.
 */
@NullMarked
package dev.outpost.usbip;

import org.jspecify.annotations.NullMarked;
