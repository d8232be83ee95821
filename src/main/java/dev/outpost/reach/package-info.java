/** Who can call the site: the address classifier, the tunnel as one object with two ends, and the places to look from. */
@NullMarked
package dev.outpost.reach;

import org.jspecify.annotations.NullMarked;
