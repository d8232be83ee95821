/** The simulated OpenWrt router: what a fresh TP-Link MR3020 v3 with OpenWrt 24.10.8 is and does, seen over SSH. */
@NullMarked
package dev.outpost.bench.router;

import org.jspecify.annotations.NullMarked;
