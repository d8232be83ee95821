/** AT ports of this computer: serial lines through jSerialComm, and TCP. */
@NullMarked
package dev.outpost.adapter.serial;

import org.jspecify.annotations.NullMarked;
