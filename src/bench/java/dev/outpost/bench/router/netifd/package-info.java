/** netifd: logical interfaces, their protocol handlers and what is true of them now, which may differ from the files. */
@NullMarked
package dev.outpost.bench.router.netifd;

import org.jspecify.annotations.NullMarked;
