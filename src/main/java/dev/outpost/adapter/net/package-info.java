/** The laptop's own network: asks who is behind an interface; decides nothing. */
@NullMarked
package dev.outpost.adapter.net;

import org.jspecify.annotations.NullMarked;
