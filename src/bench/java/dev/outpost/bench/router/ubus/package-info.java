/**
 * OpenWrt's message bus as seen from a shell: objects, the {@code ubus} program with its exit codes, {@code jsonfilter}; and procd with its
 * supervised instances and what reload_config triggers.
 */
@NullMarked
package dev.outpost.bench.router.ubus;

import org.jspecify.annotations.NullMarked;
