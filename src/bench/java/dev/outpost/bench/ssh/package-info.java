/** An SSH server for simulated computers: dropbear's manners for the router, OpenSSH's for the server outside. */
@NullMarked
package dev.outpost.bench.ssh;

import org.jspecify.annotations.NullMarked;
