/** Tests of serial ports on pseudo terminals. */
@NullMarked
package dev.outpost.adapter.serial;

import org.jspecify.annotations.NullMarked;
