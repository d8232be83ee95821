package dev.outpost.dongle;

import java.util.Optional;

/** A port to ask. */
public record PortTarget(String path, Optional<Integer> interfaceNumber) {}
