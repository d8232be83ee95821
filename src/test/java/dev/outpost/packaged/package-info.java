/** Tests of what the build has packed. */
@NullMarked
package dev.outpost.packaged;

import org.jspecify.annotations.NullMarked;
