@NullMarked
package dev.outpost.adapter.recording;

import org.jspecify.annotations.NullMarked;
