/** The server of the virtual bench: a Debian 12 with SSH, whose WireGuard and nftables the simulated network obeys. */
@NullMarked
package dev.outpost.bench.relay;

import org.jspecify.annotations.NullMarked;
