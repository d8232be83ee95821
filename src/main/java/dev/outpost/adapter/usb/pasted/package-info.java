/** What people paste about USB devices: dumps, lists, trees, kernel messages, through mail programs, forums and editors. */
@NullMarked
package dev.outpost.adapter.usb.pasted;

import org.jspecify.annotations.NullMarked;
