/** Simulated LTE dongles: what they are on USB, and what they say over AT, on pseudo terminals, over TCP or on a simulated router. */
@NullMarked
package dev.outpost.bench.dongle;

import org.jspecify.annotations.NullMarked;
