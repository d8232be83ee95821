/** Tests of the choice of an uplink. */
@NullMarked
package dev.outpost.uplink;

import org.jspecify.annotations.NullMarked;
