/** The JSON Schemas that are shipped, held against what the program reads and writes. */
@NullMarked
package dev.outpost.schema;

import org.jspecify.annotations.NullMarked;
