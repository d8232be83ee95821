/** Synthetic OpenWrt packages: made at run time from a list and a few texts, for the bench's bundle. */
@NullMarked
package dev.outpost.bench.bundle;

import org.jspecify.annotations.NullMarked;
