/** How the router gets its way out: which kinds a dongle offers, which is best and why, and what makes {@code wan} dial. */
@NullMarked
package dev.outpost.uplink;

import org.jspecify.annotations.NullMarked;
