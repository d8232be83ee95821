/** The log of a simulated router: a ring in RAM, and the kernel's own. */
@NullMarked
package dev.outpost.bench.router.log;

import org.jspecify.annotations.NullMarked;
