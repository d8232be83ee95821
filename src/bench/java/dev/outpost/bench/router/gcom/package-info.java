/** {@code gcom}: as much of comgt's script language as the scripts use that Outpost leaves on a router. */
@NullMarked
package dev.outpost.bench.router.gcom;

import org.jspecify.annotations.NullMarked;
