package dev.outpost.dongle;

import dev.outpost.at.AtPorts;
import dev.outpost.step.Ticker;

/**
 * All that a probe meets outside: a computer, or a recording of one.
 *
 * @param time in which it waits
 */
public record Scene(UsbBus bus, AtPorts ports, PortHolders holders, Ticker time) {}
