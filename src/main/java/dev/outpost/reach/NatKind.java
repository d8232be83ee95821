package dev.outpost.reach;

import dev.outpost.text.Word;

/** How the address translation on a line maps one socket of ours, asked by two servers (RFC 4787 section 4.1). */
public enum NatKind implements Word {
    /** The outside sees what the socket has. */
    NONE,
    /** One outside address and port for everybody: hole punching can work. */
    ENDPOINT_INDEPENDENT,
    /** Another outside port, or address, for each server: only a relay helps. */
    SYMMETRIC,
    /** Fewer than two servers answered. */
    UNKNOWN;

    /** What it means, for people. */
    public String words() {
        return switch (this) {
            case NONE -> "nothing translates on the way";
            case ENDPOINT_INDEPENDENT -> "the translation keeps one outside port for everybody";
            case SYMMETRIC -> "the translation takes another outside port for each server";
            case UNKNOWN -> "how the translation maps is not known";
        };
    }
}
