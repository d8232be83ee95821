/**
 * A dongle in the board's USB port: its device nodes, and what speaks by lines over a serial port, {@code gcom} and pppd, which asks the
 * simulated modem and answers in the words of the real ones.
 */
@NullMarked
package dev.outpost.bench.router.modem;

import org.jspecify.annotations.NullMarked;
