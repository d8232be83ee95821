/** Tests of the simulated router; a number behind a name is the behaviour's in the list of recorded surprises. */
@NullMarked
package dev.outpost.sim.router;

import org.jspecify.annotations.NullMarked;
