/** JSON and YAML with the place of each value, and the nearest known word. Text in, values out. */
@NullMarked
package dev.outpost.text;

import org.jspecify.annotations.NullMarked;
