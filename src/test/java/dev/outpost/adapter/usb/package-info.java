/** Tests of the USB readers. */
@NullMarked
package dev.outpost.adapter.usb;

import org.jspecify.annotations.NullMarked;
