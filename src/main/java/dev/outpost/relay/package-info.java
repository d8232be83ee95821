/** The server with the public address: its WireGuard, its nftables table, and what else already lives there. */
@NullMarked
package dev.outpost.relay;

import org.jspecify.annotations.NullMarked;
