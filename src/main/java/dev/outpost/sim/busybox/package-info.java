/** The base commands of simulated computers, with BusyBox's messages and exit codes. */
@NullMarked
package dev.outpost.sim.busybox;

import org.jspecify.annotations.NullMarked;
