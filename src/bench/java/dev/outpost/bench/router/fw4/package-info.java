/** The firewall of OpenWrt 24.10: what fw4 reads, refuses and loads, and what the loaded rules do with a flow. */
@NullMarked
package dev.outpost.bench.router.fw4;

import org.jspecify.annotations.NullMarked;
