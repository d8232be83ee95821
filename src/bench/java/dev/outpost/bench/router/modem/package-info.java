/** The programs that dial: uqmi, umbim and pppd. They ask the simulated modem and answer in the words of the real ones. */
@NullMarked
package dev.outpost.bench.router.modem;

import org.jspecify.annotations.NullMarked;
