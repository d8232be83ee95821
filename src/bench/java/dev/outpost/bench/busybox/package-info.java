/** The base commands of simulated computers, with BusyBox's messages and exit codes. */
@NullMarked
package dev.outpost.bench.busybox;

import org.jspecify.annotations.NullMarked;
