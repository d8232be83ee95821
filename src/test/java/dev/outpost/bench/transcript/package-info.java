/** Replays what was recorded on real systems against simulated ones. */
@NullMarked
package dev.outpost.bench.transcript;

import org.jspecify.annotations.NullMarked;
