/** The router's configuration as its services read it: files merged with what is staged. */
@NullMarked
package dev.outpost.bench.router.config;

import org.jspecify.annotations.NullMarked;
