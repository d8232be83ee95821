/** What every change is made of: a step says what should be true, finds what is missing, and names the next move. */
@NullMarked
package dev.outpost.step;

import org.jspecify.annotations.NullMarked;
