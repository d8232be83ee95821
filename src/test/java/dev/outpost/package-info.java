/** Tests of the house as a whole. */
@NullMarked
package dev.outpost;

import org.jspecify.annotations.NullMarked;
