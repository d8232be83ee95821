package dev.outpost.step;

import java.util.Locale;

/** When a change is made: the phases of a run, in their order. Changes of one phase and target travel together. */
public enum Phase {
    /** On the laptop, before anything else hears of it. */
    LAPTOP,
    /** The server becomes a relay. */
    SERVER,
    /** Under the armed guard: who may log in, and the clock. */
    KEYS,
    /** The password, packages, and what drivers have to be told. */
    PACKAGES,
    /** Configuration and files of our own. */
    CONFIG,
    /** The LAN moves: whoever came over it has to come anew. */
    LAN,
    /** The relay carries the site. */
    SITE,
    /** The camera is set up, over its router. */
    CAMERA,
    /** Open to the internet, last. */
    PUBLIC;

    /** As documents say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
