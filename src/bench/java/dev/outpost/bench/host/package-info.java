/** One simulated computer: files in memory, a clock, processes on virtual threads, and a shell; nothing of the real machine. */
@NullMarked
package dev.outpost.bench.host;

import org.jspecify.annotations.NullMarked;
