/** Commands, what they print, and how they end. */
@NullMarked
package dev.outpost.cli;

import org.jspecify.annotations.NullMarked;
