/** What is plugged in: USB descriptors, ports, and asking a dongle what it is. Evidence; the verdict is somebody else's. */
@NullMarked
package dev.outpost.dongle;

import org.jspecify.annotations.NullMarked;
