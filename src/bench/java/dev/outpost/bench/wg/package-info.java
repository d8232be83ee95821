/** {@code wg} of the bench's hosts. */
@NullMarked
package dev.outpost.bench.wg;

import org.jspecify.annotations.NullMarked;
