/** Which routers are on the cable: fresh, ours or foreign, and what to do where one address could be more than one of them. */
@NullMarked
package dev.outpost.contact;

import org.jspecify.annotations.NullMarked;
