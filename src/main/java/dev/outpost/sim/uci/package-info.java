/** The program {@code uci} of a simulated router, its lies and exit codes included. */
@NullMarked
package dev.outpost.sim.uci;

import org.jspecify.annotations.NullMarked;
