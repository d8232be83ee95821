/** Tests of SSH contact with servers that mean no good. */
@NullMarked
package dev.outpost.adapter.ssh;

import org.jspecify.annotations.NullMarked;
