package dev.outpost.reach;

/** How viewers come in. */
public enum WayIn {
    /** The router itself is the viewers' end. */
    DIRECT,
    /** The same under a name that follows the address. */
    DDNS,
    /** Through a relay's tunnel, which the router opens from inside. */
    WIREGUARD,
    /** Not yet: nobody can reach the site. */
    LATER
}
