/** The USB port of a simulated router: sysfs, and device nodes that appear only when a driver is there. */
@NullMarked
package dev.outpost.bench.router.usb;

import org.jspecify.annotations.NullMarked;
