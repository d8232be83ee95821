/** What a probe meets, written to a folder that a stranger may see, and played again without the hardware. */
@NullMarked
package dev.outpost.adapter.recording;

import org.jspecify.annotations.NullMarked;
