package dev.outpost.site;

import dev.outpost.net.Cidr;

/** Where the router's LAN shall be. */
public sealed interface LanWish {
    /** It stays where it is. */
    record Stays() implements LanWish {}

    /** Anywhere that is free of the dongle's, the tunnel's and the static cameras' networks. */
    record Auto() implements LanWish {}

    /** The router's own address on it. */
    record At(Cidr address) implements LanWish {}
}
