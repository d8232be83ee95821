/** Which site, unit, address, key and port belong together, so that no two sites ever get the same. */
@NullMarked
package dev.outpost.ledger;

import org.jspecify.annotations.NullMarked;
