/** How a router's package managers reach package servers. */
@NullMarked
package dev.outpost.bench.router.feed;

import org.jspecify.annotations.NullMarked;
