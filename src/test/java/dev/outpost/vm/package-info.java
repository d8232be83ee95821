/** Outpost inside a virtual machine whose Linux kernel sees emulated dongles through {@link dev.outpost.usbip}. */
@NullMarked
package dev.outpost.vm;

import org.jspecify.annotations.NullMarked;
