package dev.outpost.shell;

/** How a host let us in. */
public enum Login {
    /** Nobody was asked for anything: root has no password yet. */
    NONE,
    KEY,
    PASSWORD
}
