/** How a router's package managers reach package servers. */
@NullMarked
package dev.outpost.sim.router.feed;

import org.jspecify.annotations.NullMarked;
