/** {@code gcom}: a small part of comgt's script language, enough for the scripts that OpenWrt's handlers and our own use. */
@NullMarked
package dev.outpost.bench.router.gcom;

import org.jspecify.annotations.NullMarked;
