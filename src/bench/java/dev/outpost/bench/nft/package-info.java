/** The part of the nftables language that the bench's hosts understand: parsed, printed, and asked about packets on both of them. */
@NullMarked
package dev.outpost.bench.nft;

import org.jspecify.annotations.NullMarked;
