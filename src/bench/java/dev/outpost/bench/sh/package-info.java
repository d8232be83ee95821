/** The shell language of simulated computers: text in, a tree of commands out. A stated subset of POSIX, with ash's manners. */
@NullMarked
package dev.outpost.bench.sh;

import org.jspecify.annotations.NullMarked;
