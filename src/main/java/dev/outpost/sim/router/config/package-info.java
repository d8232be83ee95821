/** The router's configuration as its services read it: files merged with what is staged. */
@NullMarked
package dev.outpost.sim.router.config;

import org.jspecify.annotations.NullMarked;
