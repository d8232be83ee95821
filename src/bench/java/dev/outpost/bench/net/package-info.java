/** The network between the simulated hosts: who hears whom, hop by hop, as the hosts are configured. */
@NullMarked
package dev.outpost.bench.net;

import org.jspecify.annotations.NullMarked;
