package dev.outpost.step;

import java.util.Locale;

/** Whom a change changes. */
public enum Target {
    /** This computer: what the tool remembers and keeps at hand. */
    LAPTOP,
    RELAY,
    ROUTER,
    CAMERA;

    /** As documents say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
