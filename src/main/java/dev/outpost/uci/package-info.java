/** OpenWrt's configuration as values: package, section, option, list; parse, render, difference, exact round trip. No I/O. */
@NullMarked
package dev.outpost.uci;

import org.jspecify.annotations.NullMarked;
