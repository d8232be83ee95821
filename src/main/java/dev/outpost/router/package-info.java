/** The router as one look sees it, the guard that brings it back, and the scripts that change it. */
@NullMarked
package dev.outpost.router;

import org.jspecify.annotations.NullMarked;
