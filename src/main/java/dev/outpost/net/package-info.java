/** Addresses and prefixes: IPv4, and the hardware addresses behind IPv6 link-local ones. Text in, values out. */
@NullMarked
package dev.outpost.net;

import org.jspecify.annotations.NullMarked;
