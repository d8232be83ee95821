/** Hostile input for every reader of what a dongle, a dump or a file says. */
@NullMarked
package dev.outpost.fuzz;

import org.jspecify.annotations.NullMarked;
