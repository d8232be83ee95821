/** Remote commands as values: words, stdin and secret parts; quoting happens here, once. */
@NullMarked
package dev.outpost.shell;

import org.jspecify.annotations.NullMarked;
