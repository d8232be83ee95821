/** Guarded runs: what a plan holds is made, read back, confirmed over a new connection, or undone. */
@NullMarked
package dev.outpost.run;

import org.jspecify.annotations.NullMarked;
