/** What speaks by lines over a serial port, {@code gcom} and pppd: it asks the simulated modem and answers in the words of the real ones. */
@NullMarked
package dev.outpost.bench.router.modem;

import org.jspecify.annotations.NullMarked;
