/** procd: init scripts' instances, supervised; what reload_config triggers. */
@NullMarked
package dev.outpost.bench.router.procd;

import org.jspecify.annotations.NullMarked;
