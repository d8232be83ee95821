/** Tests of the AT dialogue and its parsers. */
@NullMarked
package dev.outpost.at;

import org.jspecify.annotations.NullMarked;
