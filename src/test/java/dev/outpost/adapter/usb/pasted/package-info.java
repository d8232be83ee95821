/** Tests of the USB readers. */
@NullMarked
package dev.outpost.adapter.usb.pasted;

import org.jspecify.annotations.NullMarked;
