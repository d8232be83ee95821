/** The time of the bench: counted by ticks of one thread, never read from the computer. */
@NullMarked
package dev.outpost.bench.clock;

import org.jspecify.annotations.NullMarked;
