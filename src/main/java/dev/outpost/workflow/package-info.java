/** The order of things: what to look at, what to decide, what to change, how to prove it; no protocol details. */
@NullMarked
package dev.outpost.workflow;

import org.jspecify.annotations.NullMarked;
