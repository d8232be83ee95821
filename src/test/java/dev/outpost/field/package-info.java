/**
 * The field on this machine: real dropbear and real BusyBox in namespaces, limited to what OpenWrt has. Programs that Debian does not
 * have are answered by the simulator behind a shim. One SIGKILL ends all of it, and nothing is left.
 */
@NullMarked
package dev.outpost.field;

import org.jspecify.annotations.NullMarked;
