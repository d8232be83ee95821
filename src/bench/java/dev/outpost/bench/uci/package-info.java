/** The program {@code uci} of a simulated router, its lies and exit codes included. */
@NullMarked
package dev.outpost.bench.uci;

import org.jspecify.annotations.NullMarked;
