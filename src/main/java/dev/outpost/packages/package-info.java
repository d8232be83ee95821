/** OpenWrt's packages, opkg's and apk's: which are needed, where they come from, whether they are whole and fit. */
@NullMarked
package dev.outpost.packages;

import org.jspecify.annotations.NullMarked;
