/** The USB devices of this computer: Linux's sysfs, and dumps in the format of usb-devices. */
@NullMarked
package dev.outpost.adapter.usb;

import org.jspecify.annotations.NullMarked;
