/** The package manager of OpenWrt 24.10: local packages, their database on flash, its messages and exit codes. */
@NullMarked
package dev.outpost.bench.router.opkg;

import org.jspecify.annotations.NullMarked;
