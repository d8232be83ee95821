@NullMarked
package dev.outpost.adapter.net;

import org.jspecify.annotations.NullMarked;
