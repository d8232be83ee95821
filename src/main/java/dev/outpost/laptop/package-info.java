/** The technician's own computer: its interfaces, routes and neighbours, and why a dongle at it does not work. */
@NullMarked
package dev.outpost.laptop;

import org.jspecify.annotations.NullMarked;
