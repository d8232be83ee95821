/** What a site lacks: facts and site file in, changes out. Nothing here writes or asks anybody. */
@NullMarked
package dev.outpost.plan;

import org.jspecify.annotations.NullMarked;
