/** Tests of asking dongles. */
@NullMarked
package dev.outpost.dongle;

import org.jspecify.annotations.NullMarked;
