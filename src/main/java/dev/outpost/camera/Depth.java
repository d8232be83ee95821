package dev.outpost.camera;

/** How much is fetched from a camera to prove it. */
public enum Depth {
    /** One snapshot: the cheapest proof that it sees. */
    PICTURE,
    /** Its stream besides, for five seconds: that it can be watched. */
    STREAM
}
