/** The part of the nftables language that the bench's server understands: parsed, printed, and asked about packets. */
@NullMarked
package dev.outpost.bench.relay.nft;

import org.jspecify.annotations.NullMarked;
