/** The virtual bench: dongles, routers, a relay, cameras and the network between them, shipped for the demo and the tests. */
@NullMarked
package dev.outpost.bench;

import org.jspecify.annotations.NullMarked;
