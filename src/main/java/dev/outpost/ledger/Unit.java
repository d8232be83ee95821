package dev.outpost.ledger;

/**
 * A router as a thing.
 *
 * @param mac of its first Ethernet port, lower case with colons
 * @param hostKey its SSH host key as {@code SHA256:...}
 */
public record Unit(String mac, String hostKey) {}
