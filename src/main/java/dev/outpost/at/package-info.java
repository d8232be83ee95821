/** What modems say: 3GPP TS 27.007 and the vendors' dialects. Parsers take text and return values. */
@NullMarked
package dev.outpost.at;

import org.jspecify.annotations.NullMarked;
